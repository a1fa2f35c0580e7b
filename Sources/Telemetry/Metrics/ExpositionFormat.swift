import Wire

/// The text forms in which metrics can be had, and which of them a client wants.
public struct ExpositionFormat: Equatable, Sendable {
    /// The syntax.
    public enum Syntax: Equatable, Sendable {
        /// Prometheus's own, version 0.0.4 or 1.0.0.
        case prometheus
        /// OpenMetrics 1.0, or 0.0.1, which is the same here.
        case openMetrics
    }

    /// The syntax.
    public var syntax: Syntax
    /// The version to name.
    public var version: String
    /// Whether names keep their dots, in quotes; else each dot is `_`.
    public var keepsDots: Bool

    /// A form from its parts.
    public init(syntax: Syntax, version: String, keepsDots: Bool) {
        self.syntax = syntax
        self.version = version
        self.keepsDots = keepsDots
    }

    /// What every Prometheus reads.
    public static let plain = ExpositionFormat(
        syntax: .prometheus, version: "0.0.4", keepsDots: false)
    /// OpenMetrics 1.0.
    public static let openMetrics = ExpositionFormat(
        syntax: .openMetrics, version: "1.0.0", keepsDots: false)

    /// What Lookout asks for: OpenMetrics with the names as they are.
    public static let dottedAccept =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8"

    /// The value of `Content-Type`.
    public var contentType: String {
        let escaping = keepsDots ? "; escaping=allow-utf-8" : ""
        switch syntax {
        case .prometheus: return "text/plain; version=\(version); charset=utf-8\(escaping)"
        case .openMetrics:
            return "application/openmetrics-text; version=\(version); charset=utf-8\(escaping)"
        }
    }

    /// The best form for an `Accept` header: the highest weight, of equals the first; 0.0.4 when
    /// nothing fits, as a browser wants it. `escaping=allow-utf-8` is Prometheus 3's.
    public static func negotiated(accept: String) -> ExpositionFormat {
        var best: (weight: Double, format: ExpositionFormat)?
        for range in accept.split(separator: ",").prefix(20) {
            guard let (weight, format) = offer(for: range) else { continue }
            if weight > best?.weight ?? 0 { best = (weight, format) }
        }
        return best?.format ?? .plain
    }

    private static func isBlank(_ character: Character) -> Bool {
        character == " " || character == "\t"
    }

    private static func offer(for range: Substring) -> (Double, ExpositionFormat)? {
        var parts = range.split(separator: ";").map { $0.trimmed(where: isBlank).lowercased() }[...]
        guard let type = parts.popFirst() else { return nil }
        var parameters: [String: String] = [:]
        for part in parts {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmed(where: isBlank) }
            if pair.count == 2 { parameters[pair[0]] = pair[1] }
        }
        let weight = parameters["q"].map { Double($0) ?? 0 } ?? 1
        let keepsDots = parameters["escaping"] == "allow-utf-8"
        switch (type, parameters["version"]) {
        case ("application/openmetrics-text", let version):
            guard ["1.0.0", "0.0.1", nil].contains(version) else { return nil }
            let format = ExpositionFormat(
                syntax: .openMetrics, version: version ?? "1.0.0",
                keepsDots: keepsDots && version != "0.0.1")
            return (weight, format)
        case ("text/plain", "1.0.0"):
            return (
                weight, .init(syntax: .prometheus, version: "1.0.0", keepsDots: keepsDots)
            )
        case ("text/plain", "0.0.4"), ("text/plain", nil), ("text/*", _), ("*/*", _):
            return (weight, .plain)
        default:
            return nil
        }
    }
}
