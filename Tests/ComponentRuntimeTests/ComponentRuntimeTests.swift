// ComponentRuntimeTests
