/// Where something listens: `127.0.0.1:9600`.
public struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
    /// A host name or an IPv4 address.
    public var host: String
    /// 1...65535.
    public var port: Int

    /// An address from its parts.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `host:port`; nil for anything else.
    public init?(parsing text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let port = Int(parts[1]), (1...65535).contains(port),
            parts[1].utf8.allSatisfy({ (48...57).contains($0) }),
            (1...253).contains(parts[0].utf8.count),
            parts[0].utf8.allSatisfy(NetworkAddress.isHostByte)
        else { return nil }
        self.init(host: String(parts[0]), port: port)
    }

    /// `host:port`.
    public var description: String { "\(host):\(port)" }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 45, 46: true
        default: false
        }
    }
}
