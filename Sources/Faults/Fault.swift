/// What is to happen at a point: broken on purpose.
public enum Fault: Hashable, Sendable {
    /// The process ends at once, as by `kill -9`.
    case kill
    /// The process stops until somebody lets it go on (SIGCONT).
    case pause
    /// It takes so much longer, in milliseconds; at most ``slowest``.
    case slow(Int)
    /// What was to be said is not said.
    case drop
    /// What was to be done or said is done or said twice.
    case duplicate

    /// The longest ``slow(_:)``, in milliseconds.
    public static let slowest = 600_000

    /// As people write it: `kill`, `slow:200`.
    public var text: String {
        switch self {
        case .kill: "kill"
        case .pause: "pause"
        case .slow(let milliseconds): "slow:\(milliseconds)"
        case .drop: "drop"
        case .duplicate: "duplicate"
        }
    }

    /// Reads what people write; nil when it is none.
    public init?(_ text: some StringProtocol) {
        switch text {
        case "kill": self = .kill
        case "pause": self = .pause
        case "drop": self = .drop
        case "duplicate": self = .duplicate
        default:
            guard text.hasPrefix("slow:"), let milliseconds = Int(text.dropFirst(5)),
                (1...Self.slowest).contains(milliseconds)
            else { return nil }
            self = .slow(milliseconds)
        }
    }
}
