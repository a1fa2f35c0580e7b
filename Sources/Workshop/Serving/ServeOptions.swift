import ArgumentParser
import ComponentRuntime
import Foundation
import HTTPClient
import HomeFiles
import Logging
import Telemetry
import Wire

/// What every component is told when it is launched: options, and three variables that its
/// supervisor sets (`WORKSHOP_COMPONENT`, `WORKSHOP_INSTANCE`, `WORKSHOP_LIFELINE`).
struct ServeOptions: ParsableArguments {
    @Option(help: "The folder with the data.") var home: String?
    @Option(help: "The file to read instead of the one in home.") var config: String?

    /// Where the data lies.
    var layout: HomeLayout {
        HomeLayout(
            home: home, environment: ProcessInfo.processInfo.environment, userID: getuid(),
            workingDirectory: FileManager.default.currentDirectoryPath)
    }

    /// The process as its supervisor named it; by hand it is the first instance of its component.
    ///
    /// - Parameters:
    ///   - application: the name of 2019, `stock_mng`; the component's unless given.
    ///   - lookout: whom to tell where the metrics are; nil for nobody.
    ///   - tracer: where its spans go; nil for nowhere.
    func process(
        of component: String, application: String? = nil, lookout: NetworkAddress? = nil,
        tracer: NetworkAddress? = nil
    ) -> ComponentProcess {
        let environment = ProcessInfo.processInfo.environment
        let id = environment["WORKSHOP_COMPONENT"].flatMap(ComponentID.init(parsing:))
        let instance = environment["WORKSHOP_INSTANCE"] ?? UUID().uuidString.lowercased()
        let tracing = tracer.map { address in
            TracingService.begin(
                application: application ?? component, instance: instance,
                tracer: .tcp(host: address.host, port: address.port))
        }
        return ComponentProcess(
            id: id ?? ComponentID(component), instance: instance,
            lifeline: environment["WORKSHOP_LIFELINE"] == "1", logger: .component(component),
            metrics: MetricsRegistry(application: application ?? component),
            lookout: lookout.map { .tcp(host: $0.host, port: $0.port) }, tracing: tracing)
    }

    /// A file of home, parsed; its mistakes are a failure that names their places.
    func read<File>(
        _ name: String, _ parse: (String) -> Result<File, FileProblems>
    ) throws(Failure) -> File {
        let path = config ?? layout.path(of: name)
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Failure(
                .usage, "file_unreadable", english: "\(path) cannot be read",
                chinese: "无法读取 \(path)")
        }
        switch parse(text) {
        case .success(let file):
            return file
        case .failure(let problems):
            throw Failure(
                .usage, "file_refused", english: problems.description,
                chinese: problems.problems.map { $0.line(in: .chinese) }.joined(separator: "\n"))
        }
    }
}
