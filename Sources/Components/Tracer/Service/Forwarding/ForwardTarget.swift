/// Another collector: Zipkin, or one that takes OpenTelemetry's JSON.
public struct ForwardTarget: Hashable, Sendable, CustomStringConvertible {
    /// What it understands.
    public enum Format: Hashable, Sendable {
        /// `POST /api/v2/spans`.
        case zipkin
        /// `POST /v1/traces`.
        case otlp
    }

    /// A host by name or address.
    public var host: String
    /// Its port.
    public var port: Int
    /// Where to post.
    public var path: String
    /// What it understands.
    public var format: Format

    /// Reads `http://HOST[:PORT][/PATH]`; a path that ends in `/v1/traces` wants OpenTelemetry's JSON,
    /// any other Zipkin's. Nil for anything else.
    public init?(parsing url: String) {
        guard url.hasPrefix("http://"), url.utf8.count <= 512 else { return nil }
        let rest = url.dropFirst(7)
        let authority = rest.prefix { $0 != "/" }
        let path = rest.dropFirst(authority.count)
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, parts.count <= 2 else { return nil }
        guard let port = parts.count == 2 ? Int(parts[1]) : 80, (1...65_535).contains(port) else {
            return nil
        }
        self.host = String(host)
        self.port = port
        self.path = path.isEmpty || path == "/" ? "/api/v2/spans" : String(path)
        format = self.path.hasSuffix("/v1/traces") ? .otlp : .zipkin
    }

    /// `http://127.0.0.1:9411/api/v2/spans`.
    public var description: String { "http://\(host):\(port)\(path)" }
}
