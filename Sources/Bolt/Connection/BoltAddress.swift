/// Where a Bolt server listens.
public struct BoltAddress: Hashable, Sendable, CustomStringConvertible {
    /// A host, by address or name.
    public let host: String
    /// A TCP port.
    public let port: Int

    /// An address from its parts.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:12200`, `name:12200` or `[::1]:12200`; nil when the text is none of them.
    public init?(_ text: some StringProtocol) {
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]), (1...65_535).contains(port)
        else { return nil }
        var host = Substring(text[..<colon])
        if host.first == "[", host.last == "]" {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        let isPlain = host.utf8.allSatisfy { $0 > 32 && $0 != 127 && !"/?&=#@".utf8.contains($0) }
        guard !host.isEmpty, isPlain else { return nil }
        self.init(host: String(host), port: port)
    }

    /// `127.0.0.1:12200`; an IPv6 address in brackets.
    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
