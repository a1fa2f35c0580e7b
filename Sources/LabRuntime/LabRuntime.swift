// LabRuntime
