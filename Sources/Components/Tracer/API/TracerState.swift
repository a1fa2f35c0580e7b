/// The tracer's evidence, as `GET /state` answers it.
public struct TracerState: Hashable, Sendable, Codable {
    /// A trace that somebody looked at.
    public struct ShownTrace: Hashable, Sendable, Codable {
        /// Its id.
        public var traceId: String
        /// The name of its first span.
        public var root: String
        /// The services that tell of it, sorted.
        public var services: [String]
        /// Whether any span of it failed.
        public var error: Bool

        /// A trace from its parts.
        public init(traceId: String, root: String, services: [String], error: Bool) {
            self.traceId = traceId
            self.root = root
            self.services = services
            self.error = error
        }
    }

    /// Questions of people and programs, by kind.
    public struct Questions: Hashable, Sendable, Codable {
        /// For lists of traces.
        public var lists = 0
        /// For single traces.
        public var traces = 0
        /// For who calls whom.
        public var dependencies = 0

        /// None yet.
        public init() {}
    }

    /// What became of what is sent on to another collector.
    public struct Forwarding: Hashable, Sendable, Codable {
        /// Where to.
        public var target: String
        /// Spans that arrived there.
        public var sent: Int
        /// Spans that did not.
        public var dropped: Int
        /// Spans that wait.
        public var waiting: Int

        /// Counts from their parts.
        public init(target: String, sent: Int, dropped: Int, waiting: Int) {
            self.target = target
            self.sent = sent
            self.dropped = dropped
            self.waiting = waiting
        }
    }

    /// `tracer`.
    public var name: String
    /// This launch of it.
    public var instance: String
    /// Spans kept now, and how many may be.
    public var spans = 0
    /// The most spans that are kept.
    public var spanLimit = 0
    /// Bytes kept now.
    public var bytes = 0
    /// The most bytes that are kept.
    public var byteLimit = 0
    /// Traces kept now.
    public var traces = 0
    /// Traces kept now in which a span failed.
    public var failedTraces = 0
    /// Spans that came in.
    public var received = 0
    /// Spans that came twice.
    public var repeated = 0
    /// Spans that were too large, or too many in their trace.
    public var refused = 0
    /// Spans that went to make room.
    public var evicted = 0
    /// Requests that were not understood, or too large.
    public var badRequests = 0
    /// Spans that components dropped before they could send them, as they say.
    public var droppedAtSource = 0
    /// Traces that components did not record, as they say: more than they record in a second.
    public var unsampled = 0
    /// The services that tell spans, sorted.
    public var services: [String] = []
    /// Who calls whom.
    public var links: [DependencyLink] = []
    /// What was asked.
    public var questions = Questions()
    /// The traces that were asked for last, the newest first; at most 20.
    public var shown: [ShownTrace] = []
    /// What is sent on; nil when nothing is to be.
    public var forwarding: Forwarding?

    /// Evidence without anything in it.
    public init(name: String, instance: String) {
        self.name = name
        self.instance = instance
    }
}
