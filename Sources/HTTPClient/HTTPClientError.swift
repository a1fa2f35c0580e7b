/// Why a request has no answer.
public enum HTTPClientError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No connection came about: the server has seen nothing of the request.
    case unreachable(String, reason: String)
    /// The connection ended, or the answer was no HTTP, after the request may have been sent.
    case brokenOff(String, reason: String)
    /// No whole answer within the deadline; the server may have carried the request out.
    case deadlineExceeded(String)
    /// The answer's body is larger than the client takes.
    case tooLarge(limit: Int)
    /// The task that waited was cancelled.
    case cancelled

    /// One English sentence.
    public var description: String {
        switch self {
        case .unreachable(let address, let reason): "nothing answers at \(address): \(reason)"
        case .brokenOff(let address, let reason): "\(address) broke the exchange off: \(reason)"
        case .deadlineExceeded(let address): "\(address) gave no answer in time"
        case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
        case .cancelled: "the request was cancelled"
        }
    }
}
