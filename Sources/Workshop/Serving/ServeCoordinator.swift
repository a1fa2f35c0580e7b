import ArgumentParser
import CoordinatorService
import HomeFiles
import Telemetry

/// The coordinator of global transactions.
struct ServeCoordinator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coordinator",
        abstract: "Who decides about transactions over several databases.")

    @OptionGroup var options: ServeOptions

    func run() async throws {
        let file = try options.read(WorkshopFile.fileName, WorkshopFile.parse)
        try await CoordinatorComponent(
            settings: CoordinatorSettings(
                port: file.coordinatorPort, httpPort: file.coordinatorHTTP,
                path: options.layout.coordinatorDatabase),
            process: options.process(
                of: "coordinator", lookout: file.lookout, tracer: file.tracer),
            now: WallClock().now
        ).run()
    }
}
