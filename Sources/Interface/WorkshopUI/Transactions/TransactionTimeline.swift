import CoordinatorAPI

/// A global transaction as bars over time: when each branch waited for rows, held them in phase 1, and
/// was told in phase 2. All times are microseconds since it began, as the coordinator measured them.
struct TransactionTimeline: Equatable {
    /// A branch, or a registration that was refused.
    struct Lane: Equatable {
        /// In the order they were registered, from 1; nil for one that was refused.
        var ordinal: Int?
        var branch: Int64?
        var resource: String
        /// While others held its rows.
        var waiting: Range<Int64>?
        /// From the registration to the decision: rows locked, nothing final.
        var phaseOne: Range<Int64>?
        /// From the first call to the last answer.
        var phaseTwo: Range<Int64>?
        /// How often it was told.
        var calls = 0
        /// What it said last, by Seata's name; or why it was refused.
        var outcome: String?
    }

    /// What was to become of all branches.
    struct Decision: Equatable {
        var offset: Int64
        /// Nil when it was decided before the coordinator started again.
        var status: GlobalStatus?
    }

    private(set) var lanes: [Lane] = []
    private(set) var decision: Decision?
    /// The end of the bars.
    private(set) var duration: Int64

    /// The bars of a transaction.
    ///
    /// - Parameter now: milliseconds since 1970: one that is under way reaches until then.
    init(_ transaction: TransactionView, now: Int64) {
        let last = transaction.events.last?.offset ?? 0
        let isOver = transaction.ended != nil
        // In one that is stuck nothing happens until somebody chooses.
        let isStill = isOver || GlobalStatus(name: transaction.status)?.isStuck == true
        duration = max(last, isStill ? 1 : (now - transaction.begun) * 1_000)
        var waits: [String: Int64] = [:]
        for event in transaction.events { take(event, &waits) }
        for index in lanes.indices { close(index) }
        for (resource, since) in waits.sorted(by: { $0.key < $1.key }) where !isOver {
            lanes.append(Lane(resource: resource, waiting: range(since, duration)))
        }
    }

    private mutating func take(_ event: TransactionEvent, _ waits: inout [String: Int64]) {
        let resource = event.resource ?? ""
        switch event.kind {
        case .waiting: waits[resource] = waits[resource] ?? event.offset
        case .registered:
            var lane = Lane(
                ordinal: lanes.count { $0.ordinal != nil } + 1, branch: event.branch,
                resource: resource)
            lane.waiting = waits.removeValue(forKey: resource).map { range($0, event.offset) }
            lane.phaseOne = range(event.offset, duration)
            lanes.append(lane)
        case .refused:
            let since = waits.removeValue(forKey: resource) ?? event.offset
            lanes.append(
                Lane(
                    resource: resource, waiting: range(since, event.offset),
                    outcome: event.detail))
        case .decided:
            decision = Decision(
                offset: event.offset, status: event.status.flatMap { GlobalStatus(name: $0) })
            for index in lanes.indices {
                lanes[index].phaseOne = lanes[index].phaseOne.map {
                    range($0.lowerBound, event.offset)
                }
            }
        case .called:
            guard let index = lane(of: event.branch) else { return }
            lanes[index].calls += 1
            let start = lanes[index].phaseTwo?.lowerBound ?? event.offset
            lanes[index].phaseTwo = range(start, duration)
            lanes[index].outcome = nil
        case .answered:
            guard let index = lane(of: event.branch) else { return }
            let start = lanes[index].phaseTwo?.lowerBound ?? event.offset
            lanes[index].phaseTwo = range(start, event.offset)
            lanes[index].outcome = event.status ?? event.detail
        case .began, .reported, .moved, .chosen, .restored, .ended: break
        }
    }

    /// A branch that never answered, and was not told either, ended with its transaction.
    private mutating func close(_ index: Int) {
        guard let one = lanes[index].phaseOne, let two = lanes[index].phaseTwo else { return }
        lanes[index].phaseOne = range(one.lowerBound, min(one.upperBound, two.lowerBound))
    }

    private func lane(of branch: Int64?) -> Int? {
        lanes.firstIndex { $0.branch != nil && $0.branch == branch }
    }

    private func range(_ from: Int64, _ to: Int64) -> Range<Int64> {
        from..<max(from, to)
    }

    /// The columns of a bar that a time covers, at least one.
    func columns(_ range: Range<Int64>, of width: Int) -> Range<Int> {
        let start = column(range.lowerBound, of: width)
        return start..<max(start + 1, column(range.upperBound, of: width))
    }

    /// The column of a moment.
    func column(_ offset: Int64, of width: Int) -> Int {
        max(0, min(width - 1, Int(Double(width) * Double(offset) / Double(max(1, duration)))))
    }
}
