internal import Yams

/// `workshop.yaml`: what the hosts of 2019 had prepared.
public struct WorkshopFile: Equatable, Sendable {
    /// Where the registry speaks Bolt; 0 for any free port.
    public var registryPort: Int
    /// Where the registry answers HTTP questions; 0 for any free port.
    public var registryHTTP: Int
    /// Where the coordinator speaks Seata's protocol; 0 for any free port.
    public var coordinatorPort = 8091
    /// Where the coordinator answers HTTP questions; 0 for any free port.
    public var coordinatorHTTP = 7091
    /// Where Lookout is told of components and asked for metrics; 0 for any free port.
    public var lookoutPort = 9090
    /// Where the tracer takes spans and answers questions; 0 for any free port.
    public var tracerPort = 9411
    /// The URL of another collector that gets all spans too; empty for none.
    public var tracerForward = ""

    /// Where the infrastructure finds Lookout; nil when that takes any port.
    public var lookout: NetworkAddress? {
        lookoutPort == 0 ? nil : NetworkAddress(host: "127.0.0.1", port: lookoutPort)
    }

    /// Where the prepared infrastructure sends its spans; nil when the tracer's port is any.
    public var tracer: NetworkAddress? {
        tracerPort == 0 ? nil : NetworkAddress(host: "127.0.0.1", port: tracerPort)
    }

    /// The file's name in home.
    public static let fileName = "workshop.yaml"
    /// Where the registry is unless a file says otherwise.
    static let defaultRegistry = NetworkAddress(host: "127.0.0.1", port: 9600)
    /// Where the coordinator is unless a file says otherwise.
    static let defaultCoordinator = NetworkAddress(host: "127.0.0.1", port: 8091)

    /// Reads the text of the file; keys that are not there have the value of the first file.
    public static func parse(_ text: String) -> Result<WorkshopFile, FileProblems> {
        YAMLDocument.parse(text, file: fileName).flatMap(read)
    }

    private static func read(_ root: Node) -> Result<WorkshopFile, FileProblems> {
        var reader = FieldReader(
            root, named: fileName, in: fileName,
            known: ["registry", "coordinator", "lookout", "tracer"])
        var file = WorkshopFile(registryPort: 9600, registryHTTP: 9603)
        if let node = reader.value("registry") {
            var inner = FieldReader(node, named: "registry", in: fileName, known: ["port", "http"])
            file.registryPort = inner.port("port", else: 9600)
            file.registryHTTP = inner.port("http", else: 9603)
            reader.adopt(inner)
        }
        if let node = reader.value("coordinator") {
            var inner = FieldReader(
                node, named: "coordinator", in: fileName, known: ["port", "http"])
            file.coordinatorPort = inner.port("port", else: 8091)
            file.coordinatorHTTP = inner.port("http", else: 7091)
            reader.adopt(inner)
        }
        if let node = reader.value("lookout") {
            var inner = FieldReader(node, named: "lookout", in: fileName, known: ["port"])
            file.lookoutPort = inner.port("port", else: 9090)
            reader.adopt(inner)
        }
        if let node = reader.value("tracer") {
            var inner = FieldReader(
                node, named: "tracer", in: fileName, known: ["port", "forward"])
            file.tracerPort = inner.port("port", else: 9411)
            file.tracerForward = inner.text("forward", else: "") {
                $0.isEmpty || $0.hasPrefix("http://") ? nil : .badURL($0)
            }
            reader.adopt(inner)
        }
        return reader.problems.isEmpty ? .success(file) : .failure(FileProblems(reader.problems))
    }
}
