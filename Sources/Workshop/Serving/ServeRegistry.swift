import ArgumentParser
import HomeFiles
import RegistryService

/// The registry.
struct ServeRegistry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry", abstract: "Where services publish and callers subscribe.")

    @OptionGroup var options: ServeOptions

    func run() async throws {
        let file = try options.read(WorkshopFile.fileName, WorkshopFile.parse)
        try await RegistryComponent(
            settings: RegistrySettings(port: file.registryPort, http: file.registryHTTP),
            process: options.process(
                of: "registry", lookout: file.lookout, tracer: file.tracer)
        ).run()
    }
}
