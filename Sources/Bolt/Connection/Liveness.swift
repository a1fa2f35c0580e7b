import NIOCore

/// When a silent connection is asked for a sign of life, and when it is given up.
struct Liveness: Sendable {
    /// What to hold a connection to.
    enum Rule: Hashable, Sendable {
        /// Close after so long without a byte either way: a server's rule.
        case closeWhenIdle(TimeAmount)
        /// Ask after so long without a byte; count a miss when nothing comes within the wait; close
        /// at so many misses in a row: a client's rule.
        case ask(after: TimeAmount, wait: TimeAmount, misses: Int)
    }

    /// What to do now.
    enum Action: Hashable, Sendable {
        case nothing
        case sendHeartbeat
        case close(reason: String)
    }

    private let rule: Rule
    private var lastActivity: NIODeadline
    private var awaitedUntil: NIODeadline?
    private var misses = 0

    init(_ rule: Rule, now: NIODeadline) {
        self.rule = rule
        lastActivity = now
    }

    /// Bytes came from the peer: it lives.
    mutating func heard(at now: NIODeadline) {
        lastActivity = now
        awaitedUntil = nil
        misses = 0
    }

    /// Bytes were sent: the connection is not idle.
    mutating func spoke(at now: NIODeadline) {
        lastActivity = now
    }

    /// When ``act(at:)`` is to be asked next.
    var next: NIODeadline {
        switch rule {
        case .closeWhenIdle(let time): lastActivity + time
        case .ask(let time, _, _): awaitedUntil ?? lastActivity + time
        }
    }

    /// What to do at a point in time.
    mutating func act(at now: NIODeadline) -> Action {
        guard now >= next else { return .nothing }
        switch rule {
        case .closeWhenIdle(let time):
            return .close(reason: "silent for \(time.nanoseconds / 1_000_000_000) s")
        case .ask(_, let wait, let limit):
            guard awaitedUntil != nil else {
                awaitedUntil = now + wait
                lastActivity = now
                return .sendHeartbeat
            }
            awaitedUntil = nil
            misses += 1
            lastActivity = now
            return misses < limit
                ? .nothing : .close(reason: "\(misses) heartbeats without an answer")
        }
    }
}
