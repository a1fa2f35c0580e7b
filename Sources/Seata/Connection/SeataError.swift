/// Why a question to the coordinator has no answer.
public enum SeataError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It did not leave this process: the coordinator has certainly done nothing.
    case unreachable(String)
    /// It left, and the connection was lost before its answer: the coordinator may have done it.
    case connectionLost(String)
    /// It left, and no answer came in time: the coordinator may have done it, or may yet do it.
    case deadlineExceeded

    /// One English sentence.
    public var description: String {
        switch self {
        case .unreachable(let reason): "the coordinator cannot be reached: \(reason)"
        case .connectionLost(let reason): "the connection to the coordinator was lost: \(reason)"
        case .deadlineExceeded: "the coordinator did not answer in time"
        }
    }
}
