/// The keys of `lab.yaml`, by the object they stand in: what the reader takes, and what
/// `Labs/lab.schema.json` names. A test holds the two together.
public enum LabGrammar: String, CaseIterable, Sendable {
    /// The whole file.
    case lab
    /// An item of `steps`.
    case step
    /// An item of `checks`.
    case check
    /// The request of a check.
    case http
    /// An item of `solve` or `reset`: exactly one of these.
    case action
    /// A change of one value in a file.
    case set
    /// A file put in its place.
    case copy
    /// Purchases.
    case buy

    /// The keys, in the order in which they are best written.
    public var keys: [String] {
        switch self {
        case .lab: ["id", "order", "time", "steps"]
        case .step: ["id", "needs", "checks", "solve", "reset"]
        case .check: ["id", "kind", "reads", "http", "run", "quiz", "after", "expects"]
        case .http: ["component", "method", "path", "body"]
        case .action:
            [
                "set", "copy", "buy", "start", "stop", "restart", "ask", "wipe", "run", "answer",
                "forget", "await",
            ]
        case .set: ["file", "path", "to"]
        case .copy: ["file", "from"]
        case .buy: ["code", "count", "user", "times", "until"]
        }
    }
}
