// AccountTests
