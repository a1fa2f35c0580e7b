// LabRuntimeTests
