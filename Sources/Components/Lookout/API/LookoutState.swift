/// What `GET /state` of Lookout answers: evidence for the labs.
public struct LookoutState: Codable, Equatable, Sendable {
    /// A component that is asked for its metrics.
    public struct Target: Codable, Equatable, Sendable {
        /// The process: `account-2`.
        public var instance: String
        /// The component: `account`.
        public var component: String
        /// The application, by its name of 2019.
        public var app: String
        /// Where it is asked.
        public var address: String
        /// Whether it answered the last time.
        public var up: Bool
        /// How many samples the last answer had.
        public var samples: Int
        /// Why it gave none; empty when it did.
        public var fault: String

        /// A target from its parts.
        public init(
            instance: String, component: String, app: String, address: String, up: Bool,
            samples: Int, fault: String
        ) {
            self.instance = instance
            self.component = component
            self.app = app
            self.address = address
            self.up = up
            self.samples = samples
            self.fault = fault
        }
    }

    /// How often an application called others, as its own counters say now.
    public struct Calls: Codable, Equatable, Sendable {
        /// The calling application.
        public var app: String
        /// Calls since its processes began.
        public var count: Double
        /// Those that failed.
        public var failures: Double

        /// Calls from their parts.
        public init(app: String, count: Double, failures: Double) {
            self.app = app
            self.count = count
            self.failures = failures
        }
    }

    /// A metric that somebody asked for.
    public struct Question: Codable, Equatable, Sendable {
        /// Its name as it was asked.
        public var name: String
        /// How often.
        public var times: Int

        /// A question from its parts.
        public init(name: String, times: Int) {
            self.name = name
            self.times = times
        }
    }

    /// By instance.
    public var targets: [Target]
    /// By application.
    public var calls: [Calls]
    /// How often a person or program asked a query.
    public var questions: Int
    /// By name; at most 100 names.
    public var asked: [Question]
    /// Series kept.
    public var series: Int
    /// Samples kept.
    public var samples: Int
    /// Bytes they take.
    public var bytes: Int
    /// Series not made because there were too many.
    public var droppedSeries: Int

    /// A state from its parts.
    public init(
        targets: [Target], calls: [Calls], questions: Int, asked: [Question], series: Int,
        samples: Int, bytes: Int, droppedSeries: Int
    ) {
        self.targets = targets
        self.calls = calls
        self.questions = questions
        self.asked = asked
        self.series = series
        self.samples = samples
        self.bytes = bytes
        self.droppedSeries = droppedSeries
    }
}
