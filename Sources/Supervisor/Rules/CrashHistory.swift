/// How often a process crashed of late, and what follows from it.
struct CrashHistory: Equatable, Sendable {
    enum Verdict: Equatable {
        case restart(after: Duration)
        case giveUp
    }

    /// Without ten ready seconds between them.
    private(set) var inARow = 0
    private var recent: [Duration] = []

    /// Counts a crash.
    ///
    /// - Parameter readyFor: how long the process had been ready; nil when it was not.
    mutating func crashed(
        at now: Duration, readyFor: Duration?, timings: SupervisionTimings
    ) -> Verdict {
        if let readyFor, readyFor >= timings.backOffForgottenAfter { inARow = 0 }
        recent.removeAll { now - $0 > timings.crashWindow }
        recent.append(now)
        inARow += 1
        guard recent.count < timings.crashesTolerated else { return .giveUp }
        return .restart(after: delay(timings))
    }

    private func delay(_ timings: SupervisionTimings) -> Duration {
        guard inARow > 1 else { return .zero }
        var delay = timings.backOffFirst
        for _ in 2..<max(inARow, 2) where delay < timings.backOffLimit { delay *= 2 }
        return min(delay, timings.backOffLimit)
    }
}
