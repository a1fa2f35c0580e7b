import Wire

/// What `GET /api/v2/traces` asks for.
///
/// Source: openzipkin/zipkin-api `zipkin2-api.yaml`; zipkin `QueryRequest.java`.
public struct TraceQuery: Hashable, Sendable {
    /// The most traces of one answer.
    public static let limitBound = 1_000

    /// A service that tells spans of the trace; nil for any. The other conditions are on its spans.
    public var service: String?
    /// The other side of a span.
    public var remoteService: String?
    /// The name of a span.
    public var spanName: String?
    /// Tags and annotations, all of which must be there.
    public var conditions: [Condition] = []
    /// The shortest span, in microseconds.
    public var minimum: Int64?
    /// The longest span, in microseconds.
    public var maximum: Int64?
    /// The trace began before, in milliseconds since 1970.
    public var end: Int64
    /// And not more than so many milliseconds before that.
    public var lookback: Int64
    /// How many traces, the newest first.
    public var limit = 10

    /// What must be there: `key` as a tag or an annotation, or a tag with a value.
    public struct Condition: Hashable, Sendable {
        /// The key of a tag, or an annotation.
        public var key: String
        /// The tag's value; nil for any.
        public var value: String?

        /// A condition; any value unless one is named.
        public init(key: String, value: String? = nil) {
            self.key = key
            self.value = value
        }
    }

    /// Why parameters are not understood.
    public struct Fault: Error, Hashable, Sendable {
        /// One sentence.
        public let message: String
    }

    /// Everything that began before a moment.
    ///
    /// - Parameter end: milliseconds since 1970.
    public init(end: Int64, lookback: Int64 = 86_400_000) {
        self.end = end
        self.lookback = lookback
    }

    /// Reads the parameters of a request.
    ///
    /// - Parameters:
    ///   - now: milliseconds since 1970, in the place of `endTs`.
    ///   - lookback: how many milliseconds back by default.
    public init(
        now: Int64, lookback: Int64 = 86_400_000, _ parameter: (String) -> String?
    ) throws(Fault) {
        func number(_ key: String, in range: ClosedRange<Int64>) throws(Fault) -> Int64? {
            guard let text = parameter(key), !text.isEmpty else { return nil }
            guard let number = Int64(text), range.contains(number) else {
                throw Fault(message: "\(key) is a whole number from \(range.lowerBound) on")
            }
            return number
        }
        func name(_ key: String) -> String? {
            guard let text = parameter(key), !text.isEmpty, text != "all" else { return nil }
            return text.lowercased()
        }
        let positive = 1...Int64.max / 4_000
        self.init(
            end: try number("endTs", in: positive) ?? now,
            lookback: try number("lookback", in: positive) ?? lookback)
        service = name("serviceName")
        remoteService = name("remoteServiceName")
        spanName = name("spanName")
        minimum = try number("minDuration", in: positive)
        maximum = try number("maxDuration", in: positive)
        if maximum != nil, minimum == nil {
            throw Fault(message: "maxDuration is only valid with minDuration")
        }
        if let minimum, let maximum, maximum < minimum {
            throw Fault(message: "maxDuration is less than minDuration")
        }
        limit = Int(min(try number("limit", in: positive) ?? 10, Int64(Self.limitBound)))
        conditions = Self.conditions(parameter("annotationQuery") ?? "")
    }

    /// `error and http.route=/purchase`.
    private static func conditions(_ text: String) -> [Condition] {
        text.split(separator: " and ").prefix(16).compactMap { part in
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = sides.first?.trimmed(), !key.isEmpty else { return nil }
            return Condition(key: key, value: sides.count > 1 ? sides[1].trimmed() : nil)
        }
    }
}
