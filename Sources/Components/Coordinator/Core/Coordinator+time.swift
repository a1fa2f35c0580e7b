import CoordinatorAPI

/// What happens because time passes.
extension Coordinator {
    mutating func takeDue(at now: Moment, _ actions: inout [CoordinatorAction]) {
        while let due = timetable.takeDue(at: now.steady) {
            switch due {
            case .timeout(let xid):
                if live[xid]?.record.status == .begin {
                    rollBack(xid, to: .timeoutRollingBack, at: now, &actions)
                }
            case .call(let place): takeDue(place, at: now, &actions)
            case .patience(let xid): replyToAll(waitingFor: xid, &actions)
            case .lockWait(let question): refuseWait(question, &actions)
            case .comingBack(let xid):
                if ownerless.remove(xid) != nil { abandon(xid, at: now, &actions) }
            case .forgetting:
                record(
                    .forget(
                        before: now.wall - limits.memory.milliseconds,
                        limit: Self.forgettingLimit),
                    &actions)
                timetable.add(.forgetting, at: now.steady + Self.forgettingPeriod)
            }
        }
        timetable.sweep { [live, waits, ownerless] due in
            switch due {
            case .timeout(let xid): live[xid]?.record.status == .begin
            case .call(let place): live[place.xid]?.phaseTwo.calls[place.branch] != nil
            case .patience(let xid): live[xid]?.phaseTwo.waiting.isEmpty == false
            case .lockWait(let question): waits.contains(question)
            case .comingBack(let xid): ownerless.contains(xid)
            case .forgetting: true
            }
        }
    }

    /// A call was not answered in time, or its rest is over.
    private mutating func takeDue(
        _ place: BranchPlace, at now: Moment, _ actions: inout [CoordinatorAction]
    ) {
        guard let transaction = live[place.xid], let branch = transaction.branch(place.branch)
        else { return }
        switch transaction.phaseTwo.calls[place.branch] {
        case .sent(_, let until) where until <= now.steady:
            takeSilence(of: place, branch.resource, at: now, &actions)
        case .resting(let until) where until <= now.steady:
            live[place.xid]?.phaseTwo.calls[place.branch] = nil
            advance(place.xid, at: now, &actions)
        default: break
        }
    }
}
