/// Why a request has no answer. The cases differ in what the peer may have done.
public enum BoltError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Certainly not executed: no connection, or the frame did not leave this process whole.
    case unreachable(String)
    /// Certainly not executed: as many requests as allowed, or as many bytes, wait already.
    case busy
    /// Certainly not executed: a part of the frame is too long to be sent.
    case oversized(BoltFault)
    /// May have been executed: the connection ended after the frame had left.
    case connectionLost(String)
    /// May have been executed: no answer in time, or the asking task was cancelled.
    case deadlineExceeded

    /// Whether the peer may have executed the request.
    public var mayHaveExecuted: Bool {
        switch self {
        case .unreachable, .busy, .oversized: false
        case .connectionLost, .deadlineExceeded: true
        }
    }

    /// One sentence.
    public var description: String {
        switch self {
        case .unreachable(let reason): "not sent: \(reason)"
        case .busy: "not sent: too many requests wait on this connection already"
        case .oversized(let fault): "not sent: \(fault)"
        case .connectionLost(let reason): "the connection ended before the answer: \(reason)"
        case .deadlineExceeded: "no answer in time"
        }
    }
}
