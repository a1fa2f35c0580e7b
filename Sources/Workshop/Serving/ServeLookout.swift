import ArgumentParser
import HomeFiles
import LookoutService
import Telemetry

/// Lookout.
struct ServeLookout: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookout", abstract: "Where metrics are gathered and asked for.")

    @OptionGroup var options: ServeOptions

    func run() async throws {
        let file = try options.read(WorkshopFile.fileName, WorkshopFile.parse)
        try await LookoutComponent(
            settings: LookoutSettings(port: file.lookoutPort),
            process: options.process(of: "lookout"), now: WallClock().now
        ).run()
    }
}
