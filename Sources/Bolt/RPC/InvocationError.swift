/// Why a call has no result.
public enum InvocationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No provider of the service is known: nothing was executed.
    case noProvider(service: String)
    /// Certainly not executed: the call did not leave this process whole.
    case unreachable(reason: String)
    /// The peer answered with an error and this text. ``mayHaveExecuted`` tells by the status; status
    /// 0 is an exception of the service's own.
    case refused(status: BoltStatus, text: String)
    /// May have been executed: no answer in time, or the asking task was cancelled.
    case deadlineExceeded
    /// May have been executed: the connection ended before the answer.
    case connectionLost(reason: String)
    /// Certainly not executed: too many calls wait on this side already.
    case busy

    /// Whether a provider may have executed the call.
    public var mayHaveExecuted: Bool {
        switch self {
        case .noProvider, .unreachable, .busy: false
        case .deadlineExceeded, .connectionLost: true
        case .refused(let status, _): !Self.refusedBefore.contains(status)
        }
    }

    /// Whether another provider may answer better, nothing having been executed.
    var isWorthAnotherProvider: Bool {
        switch self {
        case .unreachable, .busy: true
        case .refused(let status, _): status == .busy || status == .noProcessor
        case .noProvider, .deadlineExceeded, .connectionLost: false
        }
    }

    /// Statuses that a server sends instead of executing.
    private static let refusedBefore: Set<BoltStatus> = [
        .busy, .noProcessor, .serverDeserializationException, .clientSendError,
    ]

    /// One sentence.
    public var description: String {
        switch self {
        case .noProvider(let service): "no provider of \(service) is known"
        case .unreachable(let reason): "the provider is not reachable: \(reason)"
        case .refused(let status, let text): "the provider answered \(status): \(text)"
        case .deadlineExceeded: "no answer in time; the call may have been executed"
        case .connectionLost(let reason):
            "the connection ended (\(reason)); the call may have been executed"
        case .busy: "too many calls wait on this side already"
        }
    }

    init(_ error: BoltError) {
        switch error {
        case .unreachable(let reason): self = .unreachable(reason: reason)
        case .busy: self = .busy
        case .oversized(let fault): self = .refused(status: .clientSendError, text: "\(fault)")
        case .connectionLost(let reason): self = .connectionLost(reason: reason)
        case .deadlineExceeded: self = .deadlineExceeded
        }
    }
}
