// RegistryAPI
