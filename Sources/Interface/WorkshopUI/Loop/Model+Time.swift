import Canvas
import LabKit
import Wire

extension Model {
    /// The longest time without a tick, in milliseconds: a clock that was set is noticed then.
    static let longestSilence: Int64 = 20_000
    /// Narrower screens have no charts.
    private static let chartWidth = 120
    /// While something is under way its seconds are counted on the screen.
    private static let busyPause: Int64 = 250

    /// When `ticked` is to be sent next if nothing happens before: a source is due, or something looks
    /// different by then. Milliseconds since 1970, later than the last tick by 50 at least.
    public var nextTick: Int64 {
        let times = dueTimes + visibleTimes
        let next = times.filter { $0 > now - Schedule.freshness }.min() ?? .max
        return min(max(next, now + 50), now + Self.longestSilence)
    }

    /// How long a ready component has been running, in seconds: what the last snapshot said, and the
    /// time since.
    func uptime(of status: ComponentStatus) -> Double {
        let age = schedule.isStale(.snapshot, at: now) ? 0 : schedule.age(of: .snapshot, at: now)
        return status.uptimeSeconds + Double(age ?? 0) / 1_000
    }

    /// When each source that is asked at all is due.
    private var dueTimes: [Int64] {
        questionsBySource.map { max(schedule.due($0.source), now) }
    }

    /// The sources that only the screen which is shown asks.
    private var shownSources: [Schedule.Source] {
        switch screen {
        case .traces: [.traces]
        case .metrics: [.metrics]
        case .transactions where coordinatorPort != nil && !breaking.isShown:
            [transactions.open == nil ? .transactions : .transaction]
        case .labs, .shop, .system, .logs, .transactions: []
        }
    }

    /// When something on the screen will look different by itself.
    private var visibleTimes: [Int64] {
        var times = [live.changes.nextCalm, outsideLook].compactMap { $0 }
        if labs.busy != nil || shop.underway != nil || !system.underway.isEmpty {
            times.append(now + Self.busyPause)
        }
        for source: Schedule.Source in [
            .snapshot, .logs, .evidence, .shop, .watch,
        ] + shownSources {
            guard let stale = schedule.staleAt(source), stale > .min else { continue }
            // Then its age is counted on the screen.
            times.append(stale > now ? stale : now + 1_000)
        }
        if let asked = labs.key.flatMap({ labs.verdicts[$0]?.asked }) {
            let end = asked + LabsState.answerDuration
            if end > now { times.append(end) }
        }
        // Rates move on for ten seconds after the last event, charts for a minute.
        let memory: Int64 = size.width >= Self.chartWidth ? 61_000 : 11_000
        let lastRise = live.histories.values.compactMap(\.lastRise).max()
        if let lastRise, now - lastRise < memory { times.append(now + 1_000) }
        let isYoung = live.components.contains { $0.state == .ready && uptime(of: $0) < 121 }
        if screen == .transactions, showsTimeOfTransactions { times.append(now + 1_000) }
        if screen == .system { times.append(now + (isYoung ? 1_000 : 10_000)) }
        return times
    }
}

extension Model {
    /// Whether what differs from another model is only what components and time tell by themselves:
    /// nobody waits for it, so it may be shown a little later. The first of it is waited for.
    public func differsInNewsOnly(from other: Model) -> Bool {
        guard other.live.snapshot != nil else { return false }
        var calm = other
        calm.now = now
        calm.schedule = schedule
        calm.live = live
        calm.logs.lines = logs.lines
        calm.logs.next = logs.next
        calm.logs.dropped = logs.dropped
        calm.shop.reading = shop.reading
        calm.shop.failure = shop.failure
        calm.shop.gap = shop.gap
        calm.shop.gapBefore = shop.gapBefore
        calm.shop.unsettled = shop.unsettled
        for (key, verdicts) in labs.verdicts
        where calm.labs.verdicts[key]?.asked == verdicts.asked
            && calm.labs.verdicts[key]?.verdicts.map(\.code) == verdicts.verdicts.map(\.code)
        {
            // What was found may be another number with every purchase.
            calm.labs.verdicts[key] = verdicts
        }
        calm.labs.live = labs.live
        calm.traces.listings = traces.listings
        calm.metrics.answers = metrics.answers
        calm.transactions.listings = transactions.listings
        calm.transactions.locks = transactions.locks
        calm.transactions.open?.reading = transactions.open?.reading
        calm.breaking.faults = breaking.faults
        return calm == self
    }
}
