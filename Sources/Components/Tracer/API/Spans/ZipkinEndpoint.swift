/// One side of a span: a service, and where it is.
public struct ZipkinEndpoint: Hashable, Sendable {
    /// The service in lower case; empty when not told.
    public var serviceName: String
    /// Its IPv4 address; empty when not told.
    public var ipv4: String
    /// Its IPv6 address; empty when not told.
    public var ipv6: String
    /// Its port; 0 when not told.
    public var port: Int

    /// A side; whatever is not named is not told.
    public init(serviceName: String = "", ipv4: String = "", ipv6: String = "", port: Int = 0) {
        self.serviceName = serviceName
        self.ipv4 = ipv4
        self.ipv6 = ipv6
        self.port = port
    }

    /// Whether nothing is told.
    public var isEmpty: Bool { serviceName.isEmpty && ipv4.isEmpty && ipv6.isEmpty && port == 0 }
}
