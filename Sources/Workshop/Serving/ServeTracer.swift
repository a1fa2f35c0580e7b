import ArgumentParser
import HomeFiles
import Telemetry
import TracerService

/// The tracer.
struct ServeTracer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tracer", abstract: "Where spans are collected and traces are looked up.")

    @OptionGroup var options: ServeOptions

    func run() async throws {
        let file = try options.read(WorkshopFile.fileName, WorkshopFile.parse)
        try await TracerComponent(
            settings: TracerSettings(
                port: file.tracerPort, forward: ForwardTarget(parsing: file.tracerForward)),
            process: options.process(of: "tracer"), now: WallClock().now
        ).run()
    }
}
