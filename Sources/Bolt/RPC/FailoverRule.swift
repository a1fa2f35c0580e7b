/// When a call that failed at one provider may be tried at another: only where that cannot execute
/// it twice, or where that does no harm.
struct FailoverRule: Hashable, Sendable {
    /// Whether executing the call twice does no harm.
    let isIdempotent: Bool
    /// How many providers may yet be tried.
    private(set) var attemptsLeft: Int
    /// Where it was tried.
    private(set) var tried: Set<BoltAddress> = []

    init(attempts: Int, isIdempotent: Bool) {
        attemptsLeft = max(1, attempts)
        self.isIdempotent = isIdempotent
    }

    /// Notes that a provider is tried now, and gives the time it gets: all that is left, or an equal
    /// share of it when the call may be repeated after a deadline.
    mutating func begin(_ address: BoltAddress, others: Int, left: Duration) -> Duration {
        let shares = isIdempotent ? max(1, min(attemptsLeft, others + 1)) : 1
        tried.insert(address)
        attemptsLeft -= 1
        return left / shares
    }

    /// Whether another provider may be tried after an error.
    func mayContinue(after error: InvocationError) -> Bool {
        attemptsLeft > 0
            && (error.isWorthAnotherProvider || (isIdempotent && Self.isTransient(error)))
    }

    private static func isTransient(_ error: InvocationError) -> Bool {
        switch error {
        case .deadlineExceeded, .connectionLost: true
        case .refused(let status, _): status == .timeout || status == .connectionClosed
        case .noProvider, .unreachable, .busy: false
        }
    }
}
