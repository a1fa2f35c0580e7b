// RegistryCore
