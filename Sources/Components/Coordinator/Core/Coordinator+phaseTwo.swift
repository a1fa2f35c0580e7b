import CoordinatorAPI

/// Decisions, and the calls that carry them out.
extension Coordinator {
    /// A caller wants a transaction committed; nil when the answer comes later.
    mutating func commit(
        _ xid: XID, for waiting: PhaseTwo.Waiting, at now: Moment,
        _ actions: inout [CoordinatorAction]
    ) -> TransactionReply? {
        guard let transaction = live[xid] else {
            actions.append(.replyFromHistory(waiting.question, waiting.request))
            return nil
        }
        guard transaction.record.status == .begin else {
            return join(transaction, waiting, at: now)
        }
        guard now.steady <= transaction.deadline else {
            rollBack(xid, to: .timeoutRollingBack, at: now, &actions)
            return waiting.request.reply(.timeoutRollingBack)
        }
        if transaction.record.branches.isEmpty {
            end(xid, at: now, outcome: .committed, &actions)
            return waiting.request.reply(.committed)
        }
        let isQuick = transaction.record.branches.allSatisfy { $0.type == .at }
        move(
            xid, to: isQuick ? .asyncCommitting : .committing, at: now, releasesLocks: true,
            &actions)
        if !isQuick { wait(waiting, for: xid, at: now) }
        advance(xid, at: now, &actions)
        return isQuick ? waiting.request.reply(.committed) : nil
    }

    /// A caller wants a transaction rolled back; nil when the answer comes later.
    mutating func rollBack(
        _ xid: XID, for waiting: PhaseTwo.Waiting, at now: Moment,
        _ actions: inout [CoordinatorAction]
    ) -> TransactionReply? {
        guard let transaction = live[xid] else {
            actions.append(.replyFromHistory(waiting.question, waiting.request))
            return nil
        }
        guard transaction.record.status == .begin else {
            return join(transaction, waiting, at: now)
        }
        wait(waiting, for: xid, at: now)
        rollBack(xid, to: .rollingBack, at: now, &actions)
        return nil
    }

    /// Decides to roll back a transaction that stands at begin.
    mutating func rollBack(
        _ xid: XID, to status: GlobalStatus, at now: Moment, _ actions: inout [CoordinatorAction]
    ) {
        move(xid, to: status, at: now, &actions)
        settle(xid, at: now, &actions)
    }

    /// It is decided already: the caller waits with the others, or is told where it stands.
    private mutating func join(
        _ transaction: LiveTransaction, _ waiting: PhaseTwo.Waiting, at now: Moment
    ) -> TransactionReply? {
        switch transaction.record.status {
        case .committing, .rollingBack, .timeoutRollingBack:
            wait(waiting, for: transaction.record.xid, at: now)
            return nil
        case .asyncCommitting: return waiting.request.reply(.committed)
        case let status: return waiting.request.reply(status)
        }
    }

    private mutating func wait(_ waiting: PhaseTwo.Waiting, for xid: XID, at now: Moment) {
        live[xid]?.phaseTwo.waiting.append(waiting)
        timetable.add(.patience(xid), at: now.steady + limits.patience)
    }

    func reply(
        to waiting: PhaseTwo.Waiting, about xid: XID, _ actions: inout [CoordinatorAction]
    ) {
        guard let status = live[xid]?.record.status else {
            actions.append(.replyFromHistory(waiting.question, waiting.request))
            return
        }
        let shown = status == .asyncCommitting ? .committed : status
        actions.append(.reply(waiting.question, waiting.request.reply(shown)))
    }

    mutating func replyToAll(waitingFor xid: XID, _ actions: inout [CoordinatorAction]) {
        let waiting = live[xid]?.phaseTwo.waiting ?? []
        live[xid]?.phaseTwo.waiting = []
        for one in waiting { reply(to: one, about: xid, &actions) }
    }

    private mutating func move(
        _ xid: XID, to status: GlobalStatus, at now: Moment, releasesLocks: Bool = false,
        _ actions: inout [CoordinatorAction]
    ) {
        guard let from = live[xid]?.record.status, from != status else { return }
        record(
            .move(
                xid: xid, from: from, to: status, time: now.wall, releasesLocks: releasesLocks),
            &actions)
    }

    private mutating func end(
        _ xid: XID, at now: Moment, outcome: GlobalStatus, _ actions: inout [CoordinatorAction]
    ) {
        guard let transaction = live[xid] else { return }
        for waiting in transaction.phaseTwo.waiting {
            actions.append(.reply(waiting.question, waiting.request.reply(outcome)))
        }
        record(
            .end(xid: xid, from: transaction.record.status, outcome: outcome, time: now.wall),
            &actions)
    }

    // MARK: Calls

    /// Calls every branch whose turn it is.
    mutating func advance(_ xid: XID, at now: Moment, _ actions: inout [CoordinatorAction]) {
        guard let transaction = live[xid], transaction.record.status.isPhaseTwo else { return }
        for branch in turns(of: transaction)
        where transaction.phaseTwo.calls[branch.number] == nil {
            enqueue(BranchPlace(xid: xid, branch: branch.number), branch.resource)
            pump(branch.resource, at: now, &actions)
            if desks[branch.resource]?.clients.isEmpty ?? true {
                moveToRetrying(xid, at: now, &actions)
            }
        }
    }

    /// The branches that may be called now: all when committing; of each resource the last when rolling
    /// back, because an earlier one may have written to the same row.
    private func turns(of transaction: LiveTransaction) -> [BranchRecord] {
        guard transaction.record.status.isRollback else { return transaction.record.branches }
        var resources: Set<String> = []
        return transaction.record.branches.reversed().filter {
            resources.insert($0.resource).inserted
        }
    }

    private mutating func enqueue(_ place: BranchPlace, _ resource: String) {
        live[place.xid]?.phaseTwo.calls[place.branch] = .queued
        desks[resource, default: ResourceDesk()].enqueue(place)
    }

    /// Sends what waits for a resource, as much as may be under way at once.
    mutating func pump(
        _ resource: String, at now: Moment, _ actions: inout [CoordinatorAction]
    ) {
        while let place = desks[resource]?.takeNext(limit: limits.callsPerResource) {
            guard let transaction = live[place.xid], let branch = transaction.branch(place.branch),
                transaction.phaseTwo.calls[place.branch] == .queued,
                let client = desks[resource]?.client(
                    afterFailures: transaction.phaseTwo.failures[place.branch] ?? 0)
            else { continue }
            let until = now.steady + limits.call
            live[place.xid]?.phaseTwo.calls[place.branch] = .sent(to: client, until: until)
            desks[resource]?.began()
            timetable.add(.call(place), at: until)
            let order: BranchCall.Order =
                transaction.record.status.isCommit ? .commit : .rollback
            actions.append(
                .call(
                    client,
                    BranchCall(
                        order, xid: place.xid, branch: place.branch, type: branch.type,
                        resource: resource, applicationData: branch.applicationData)))
        }
    }

    /// A branch answered a call, maybe one of long ago.
    mutating func take(
        _ answer: BranchAnswer, at now: Moment, _ actions: inout [CoordinatorAction]
    ) {
        guard let transaction = live[answer.xid], let branch = transaction.branch(answer.branch),
            transaction.record.status.isPhaseTwo,
            transaction.record.status.isCommit == (answer.order == .commit),
            transaction.phaseTwo.calls[answer.branch] != .refused
        else { return }
        let place = BranchPlace(xid: answer.xid, branch: answer.branch)
        callEnded(place, branch.resource)
        switch answer.status {
        case .success(.phaseTwoCommitted) where answer.order == .commit,
            .success(.phaseTwoRolledBack) where answer.order == .rollback:
            record(
                .endBranch(
                    xid: answer.xid, branch: answer.branch,
                    releasesLocks: locks.hasRows(answer.xid, branch: answer.branch)), &actions)
        case .success(let status) where status.isForGood:
            live[answer.xid]?.phaseTwo.calls[answer.branch] = .refused
            record(
                .report(
                    xid: answer.xid, branch: answer.branch, status: status,
                    applicationData: branch.applicationData), &actions)
        case .success, .failure: rest(place, at: now, &actions)
        }
        settle(answer.xid, at: now, &actions)
        pump(branch.resource, at: now, &actions)
    }

    /// A call was not answered in time, or its connection was lost.
    mutating func takeSilence(
        of place: BranchPlace, _ resource: String, at now: Moment,
        _ actions: inout [CoordinatorAction]
    ) {
        guard case .sent = live[place.xid]?.phaseTwo.calls[place.branch] else { return }
        callEnded(place, resource)
        rest(place, at: now, &actions)
        pump(resource, at: now, &actions)
    }

    /// The branches that were called over a connection and did not answer, in order.
    func calls(sentTo client: ClientID) -> [(place: BranchPlace, resource: String)] {
        var sent: [(place: BranchPlace, resource: String)] = []
        for transaction in live.values where transaction.record.status.isPhaseTwo {
            for branch in transaction.record.branches {
                if case .sent(client, _) = transaction.phaseTwo.calls[branch.number] {
                    let place = BranchPlace(xid: transaction.record.xid, branch: branch.number)
                    sent.append((place, branch.resource))
                }
            }
        }
        return sent.sorted { $0.place.branch < $1.place.branch }
    }

    private mutating func callEnded(_ place: BranchPlace, _ resource: String) {
        guard case .sent = live[place.xid]?.phaseTwo.calls[place.branch] else { return }
        desks[resource]?.ended()
    }

    /// Calls the branch again later, and tells who waits that it takes longer.
    private mutating func rest(
        _ place: BranchPlace, at now: Moment, _ actions: inout [CoordinatorAction]
    ) {
        let failures = live[place.xid]?.phaseTwo.failures[place.branch] ?? 0
        let until = now.steady + backoff(of: place.branch, after: failures)
        live[place.xid]?.phaseTwo.failures[place.branch] = failures + 1
        live[place.xid]?.phaseTwo.calls[place.branch] = .resting(until: until)
        timetable.add(.call(place), at: until)
        moveToRetrying(place.xid, at: now, &actions)
    }

    /// Twice as long each time, up to a limit, less up to half of it: spread over branches, so that they
    /// do not all come back at once, and the same for the same branch.
    func backoff(of branch: Int64, after failures: Int) -> Duration {
        let full = min(limits.firstBackoff * (1 << min(failures, 16)), limits.longestBackoff)
        var mixed = UInt64(bitPattern: branch) &+ UInt64(failures) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        return full - full * Int(mixed >> 33 & 0x3FF) / 2_048
    }

    private mutating func moveToRetrying(
        _ xid: XID, at now: Moment, _ actions: inout [CoordinatorAction]
    ) {
        switch live[xid]?.record.status {
        case .committing: move(xid, to: .commitRetrying, at: now, &actions)
        case .rollingBack: move(xid, to: .rollbackRetrying, at: now, &actions)
        case .timeoutRollingBack: move(xid, to: .timeoutRollbackRetrying, at: now, &actions)
        default: return
        }
        replyToAll(waitingFor: xid, &actions)
    }

    /// Ends the transaction when no branch is left, stops it when only refusals are, else goes on.
    mutating func settle(
        _ xid: XID, at now: Moment, _ actions: inout [CoordinatorAction]
    ) {
        guard let transaction = live[xid] else { return }
        let status = transaction.record.status
        guard !transaction.record.branches.isEmpty else {
            return end(xid, at: now, outcome: status.outcome, &actions)
        }
        if turns(of: transaction).allSatisfy({
            transaction.phaseTwo.calls[$0.number] == .refused
        }) {
            move(xid, to: status.failure, at: now, &actions)
            return replyToAll(waitingFor: xid, &actions)
        }
        if status == .committing || status == .commitRetrying,
            transaction.record.branches.allSatisfy({ $0.type == .at })
        {
            move(xid, to: .asyncCommitting, at: now, &actions)
            replyToAll(waitingFor: xid, &actions)
        }
        advance(xid, at: now, &actions)
    }

    // MARK: Somebody's decision

    /// Goes on with a transaction that is stuck, as somebody decided.
    mutating func choose(
        _ choice: BranchNote.Choice, for xid: XID, _ question: QuestionID, at now: Moment,
        _ actions: inout [CoordinatorAction]
    ) {
        guard let transaction = live[xid], transaction.record.status.isStuck else {
            let refusal = TransactionRefusal(
                .globalTransactionStatusInvalid, "\(xid) does not wait for a decision")
            actions.append(.reply(question, .status(.failure(refusal))))
            return
        }
        for branch in transaction.record.branches {
            live[xid]?.phaseTwo.calls[branch.number] = nil
            live[xid]?.phaseTwo.failures[branch.number] = nil
            guard branch.status.isForGood else { continue }
            var data = branch.applicationData
            if var note = BranchNote(data) {
                note.choice = choice
                data = note.text
            }
            record(
                .report(
                    xid: xid, branch: branch.number, status: .registered, applicationData: data),
                &actions)
        }
        move(xid, to: transaction.record.status.retry, at: now, &actions)
        actions.append(
            .reply(question, .status(.success(live[xid]?.record.status ?? .unknown))))
        advance(xid, at: now, &actions)
    }
}

extension BranchStatus {
    /// Whether calling again would not help.
    fileprivate var isForGood: Bool {
        self == .commitFailedUnretryable || self == .rollbackFailedUnretryable
    }
}

extension GlobalStatus {
    /// How it ends when all branches have done what was decided.
    fileprivate var outcome: GlobalStatus {
        switch self {
        case .timeoutRollingBack, .timeoutRollbackRetrying: .timeoutRolledBack
        default: isCommit ? .committed : .rolledBack
        }
    }

    /// Where it stops when branches refuse.
    fileprivate var failure: GlobalStatus {
        switch self {
        case .timeoutRollingBack, .timeoutRollbackRetrying: .timeoutRollbackFailed
        default: isCommit ? .commitFailed : .rollbackFailed
        }
    }

    /// Where one that stopped goes on.
    fileprivate var retry: GlobalStatus {
        switch self {
        case .timeoutRollbackFailed: .timeoutRollbackRetrying
        case .commitFailed: .commitRetrying
        default: .rollbackRetrying
        }
    }
}

extension TransactionRequest {
    /// The answer to a request that is about a transaction's status.
    public func reply(_ status: GlobalStatus) -> TransactionReply {
        switch self {
        case .commit: .commitStatus(.success(status))
        case .rollback: .rollbackStatus(.success(status))
        case .report: .reported(.success(status))
        default: .status(.success(status))
        }
    }
}
