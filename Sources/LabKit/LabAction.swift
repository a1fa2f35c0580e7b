public import Wire

/// Something that `solve` or `reset` does, through the same doors an attendee has.
public enum LabAction: Equatable, Sendable {
    /// Changes one value in a file of home and keeps the rest as it is; `{path}` in a text stands for
    /// a value of the evidence.
    case set(file: String, path: String, to: JSONValue)
    /// Puts a file of the lab in its place in home.
    case copy(file: String, from: Source)
    /// Buys at the shop.
    case buy(Purchase)
    /// Starts, stops or restarts a component.
    case component(Verb, ComponentID)
    /// Asks the registry which services it has, as `workshop registry services` does.
    case askRegistry
    /// Stops bookstore, account and coordinator, forgets all stock, orders, balances and global
    /// transactions, starts them again.
    case wipeData
    /// Runs a command in home, which must end well; of labs that are trusted only.
    case run(String)
    /// Answers a quiz of the same step.
    case answer(check: String)
    /// Forgets the answer to a quiz of the same step.
    case forget(check: String)
    /// Waits until a check of the same step passes, for ten seconds at most.
    case await(check: String)

    /// Which folder of the lab a file comes from.
    public enum Source: String, Sendable, CaseIterable {
        /// What the attendee starts from.
        case files
        /// What it is in the end.
        case solution
    }

    /// What can be done to a component.
    public enum Verb: String, Sendable, CaseIterable {
        /// Start it.
        case start
        /// Stop it.
        case stop
        /// Stop and start it.
        case restart
    }

    /// One or more purchases, one after the other. A refusal ends none of them: it may be wanted.
    public struct Purchase: Equatable, Sendable {
        /// The book: `00001`.
        public var code: String
        /// How many of it at once, from 1.
        public var count: Int
        /// Who buys.
        public var user: String
        /// How many purchases at most, 1...``timesLimit``.
        public var times: Int
        /// Stop early once this check of the step passes.
        public var until: String?

        /// The most purchases of one action.
        public static let timesLimit = 100

        /// A purchase from its parts.
        public init(
            code: String, count: Int = 1, user: String = "user0", times: Int = 1,
            until: String? = nil
        ) {
            self.code = code
            self.count = count
            self.user = user
            self.times = times
            self.until = until
        }
    }

    /// The check it names, if any.
    public var check: String? {
        switch self {
        case .await(let check), .answer(let check), .forget(let check): check
        case .buy(let purchase): purchase.until
        default: nil
        }
    }
}
