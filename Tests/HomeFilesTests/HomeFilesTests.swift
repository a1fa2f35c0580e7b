// HomeFilesTests
