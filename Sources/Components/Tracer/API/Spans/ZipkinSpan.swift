/// A span as Zipkin's second version of its format has it.
///
/// Source: openzipkin/zipkin-api `zipkin2-api.yaml`. Names of services and spans are lower case,
/// times are microseconds.
public struct ZipkinSpan: Hashable, Sendable {
    /// Which side of a conversation it tells of.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Who calls.
        case client = "CLIENT"
        /// Who is called.
        case server = "SERVER"
        /// Who sends a message.
        case producer = "PRODUCER"
        /// Who gets a message.
        case consumer = "CONSUMER"
    }

    /// A moment within a span.
    public struct Annotation: Hashable, Sendable {
        /// Microseconds since 1970.
        public var timestamp: Int64
        /// What happened.
        public var value: String

        /// A moment.
        public init(timestamp: Int64, value: String) {
            self.timestamp = timestamp
            self.value = value
        }
    }

    /// Something known about a span.
    public struct Tag: Hashable, Sendable {
        /// What.
        public var key: String
        /// Its value.
        public var value: String

        /// A tag.
        public init(_ key: String, _ value: String) {
            self.key = key
            self.value = value
        }
    }

    /// The key of the tag that marks a span as failed.
    public static let errorKey = "error"

    /// All spans of one trace share it.
    public var traceID: TraceID
    /// Its id, not 0; the two sides of one call may share it.
    public var id: UInt64
    /// The span that caused it; nil for a root.
    public var parentID: UInt64?
    /// Which side it is; nil for work within a process.
    public var kind: Kind?
    /// What was done, in lower case; empty when not told.
    public var name: String
    /// Its start in microseconds since 1970; 0 when not told.
    public var timestamp: Int64
    /// How long it took in microseconds; 0 when not told.
    public var duration: Int64
    /// Who tells it.
    public var localEndpoint: ZipkinEndpoint
    /// The other side.
    public var remoteEndpoint: ZipkinEndpoint
    /// Moments, in order.
    public var annotations: [Annotation]
    /// What is known, each key once.
    public var tags: [Tag]
    /// Whether the client owns the id, and this is the server's side of it.
    public var shared: Bool
    /// Whether it was to be kept whatever sampling said.
    public var debug: Bool

    /// A span; whatever is not named is not told.
    public init(
        traceID: TraceID, id: UInt64, parentID: UInt64? = nil, kind: Kind? = nil,
        name: String = "", timestamp: Int64 = 0, duration: Int64 = 0,
        localEndpoint: ZipkinEndpoint = ZipkinEndpoint(),
        remoteEndpoint: ZipkinEndpoint = ZipkinEndpoint(), annotations: [Annotation] = [],
        tags: [Tag] = [], shared: Bool = false, debug: Bool = false
    ) {
        self.traceID = traceID
        self.id = id
        self.parentID = parentID
        self.kind = kind
        self.name = name
        self.timestamp = timestamp
        self.duration = duration
        self.localEndpoint = localEndpoint
        self.remoteEndpoint = remoteEndpoint
        self.annotations = annotations
        self.tags = tags
        self.shared = shared
        self.debug = debug
    }

    /// The value of a tag.
    public func tag(_ key: String) -> String? {
        tags.first { $0.key == key }?.value
    }

    /// Why it failed; nil when it did not.
    public var error: String? { tag(Self.errorKey) }

    /// The name in the capitals that Zipkin takes away, where tags have kept them.
    public var shownName: String {
        if let method = tag("method"), name.hasSuffix("/\(method.lowercased())") { return method }
        if let method = tag("http.request.method"), name.hasPrefix(method.lowercased() + " ") {
            let route = tag("http.route").flatMap {
                $0.lowercased() == name.dropFirst(method.utf8.count + 1) ? $0 : nil
            }
            return "\(method) " + (route ?? String(name.dropFirst(method.utf8.count + 1)))
        }
        return name
    }
}
