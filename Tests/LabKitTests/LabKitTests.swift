// LabKitTests
