// BoltTests
