import CoordinatorAPI

/// Phase 1: what services ask.
extension Coordinator {
    mutating func answer(
        _ question: QuestionID, by client: ClientID, _ request: TransactionRequest, at now: Moment,
        _ actions: inout [CoordinatorAction]
    ) {
        let reply: TransactionReply?
        switch request {
        case .begin(let name, let timeout):
            reply = .begun(begin(name, timeout, by: client, at: now, &actions))
        case .register(let registration):
            reply = register(registration, question, at: now, &actions).map { .registered($0) }
        case .reportBranch(let report): reply = .branchReported(take(report, &actions))
        case .queryLocks(let rows): reply = .locksQueried(areFree(rows))
        case .commit(let xid):
            reply = commit(xid, for: .init(question: question, request: request), at: now, &actions)
        case .rollback(let xid):
            reply = rollBack(
                xid, for: .init(question: question, request: request), at: now, &actions)
        case .status(let xid), .report(let xid, _):
            guard let transaction = live[xid] else {
                actions.append(.replyFromHistory(question, request))
                return
            }
            reply = request.reply(transaction.record.status)
        }
        if let reply { actions.append(.reply(question, reply)) }
    }

    private mutating func begin(
        _ name: String, _ timeout: Int32, by client: ClientID, at now: Moment,
        _ actions: inout [CoordinatorAction]
    ) -> Result<XID, TransactionRefusal> {
        guard let owner = clients[client] else {
            return .refused(.beginFailed, "this connection has not introduced itself")
        }
        guard name.utf8.count <= limits.name else {
            return .refused(
                .beginFailed, "a name of \(name.utf8.count) bytes is longer than \(limits.name)")
        }
        guard live.count < limits.transactions else {
            return .refused(.beginFailed, "\(live.count) transactions are under way already")
        }
        guard stuckCount < limits.stuck else {
            return .refused(
                .beginFailed,
                "\(stuckCount) transactions wait for somebody's decision; see workshop tx list")
        }
        let time = timeout > 0 ? Duration.milliseconds(timeout) : limits.defaultTimeout
        let record = TransactionRecord(
            xid: XID(address: address, number: takeNumber()), name: name,
            application: owner.introduction.application, owner: owner.name,
            timeout: min(time, limits.longestTimeout).milliseconds, begun: now.wall)
        live[record.xid] = LiveTransaction(record: record, begun: now.steady, owner: client)
        clients[client]?.begun.insert(record.xid)
        self.record(.begin(record), &actions)
        timetable.add(.timeout(record.xid), at: now.steady + .milliseconds(record.timeout))
        return .success(record.xid)
    }

    /// Takes a branch down; nil when its rows are others' and it waits for them.
    private mutating func register(
        _ wanted: BranchRegistration, _ question: QuestionID, at now: Moment,
        _ actions: inout [CoordinatorAction]
    ) -> Result<Int64, TransactionRefusal>? {
        guard let transaction = live[wanted.xid] else { return .noTransaction(wanted.xid) }
        guard transaction.record.status == .begin else { return notActive(wanted.xid) }
        guard now.steady <= transaction.deadline else {
            return .refused(.transactionTimeout, "the time of \(wanted.xid) is over")
        }
        guard let rows = RowLock.parse(wanted.lockKeys, of: wanted.resource) else {
            return .refused(
                .branchRegisterFailed,
                "the lock keys are no list of at most \(RowLock.limit) rows like table:key,key")
        }
        let isFree =
            locks.conflict(rows, for: wanted.xid) == nil
            && waits.others(before: question, for: rows, than: wanted.xid).isEmpty
        if isFree { return place(wanted, rows, at: now, &actions) }
        return wait(wanted, for: rows, question, at: now, &actions).map { .failure($0) }
    }

    func notActive(_ xid: XID) -> Result<Int64, TransactionRefusal> {
        let status = live[xid]?.record.status ?? .finished
        return .refused(
            .globalTransactionNotActive, "transaction \(xid) takes no more branches: \(status)")
    }

    /// Takes a branch down whose rows are nobody else's.
    mutating func place(
        _ wanted: BranchRegistration, _ rows: [RowLock], at now: Moment,
        _ actions: inout [CoordinatorAction]
    ) -> Result<Int64, TransactionRefusal> {
        guard let transaction = live[wanted.xid] else { return .noTransaction(wanted.xid) }
        if let note = BranchNote(wanted.applicationData),
            let known = transaction.record.branches.first(where: {
                BranchNote($0.applicationData)?.registration == note.registration
            })
        {
            return .success(known.number)
        }
        guard transaction.record.branches.count < limits.branches,
            wanted.applicationData.utf8.count <= limits.applicationData
        else {
            return .refused(
                .branchRegisterFailed,
                "at most \(limits.branches) branches, "
                    + "each with at most \(limits.applicationData) bytes of data")
        }
        guard locks.count + rows.count <= limits.locks else {
            return .refused(.branchRegisterFailed, "\(locks.count) rows are locked already")
        }
        let branch = BranchRecord(
            number: takeNumber(), type: wanted.type, resource: wanted.resource,
            lockKeys: wanted.lockKeys, applicationData: wanted.applicationData,
            registered: now.wall)
        let taken = locks.take(rows, for: LockHolder(xid: wanted.xid, branch: branch.number))
        record(.register(branch, xid: wanted.xid, locks: taken), &actions)
        return .success(branch.number)
    }

    private mutating func take(
        _ report: BranchReport, _ actions: inout [CoordinatorAction]
    ) -> Result<TransactionReply.Taken, TransactionRefusal> {
        guard let transaction = live[report.xid] else { return .noTransaction(report.xid) }
        guard let branch = transaction.branch(report.branch) else {
            return .refused(
                .branchTransactionNotExist, "\(report.xid) has no branch \(report.branch)")
        }
        guard report.applicationData.utf8.count <= limits.applicationData else {
            return .refused(
                .branchReportFailed, "more than \(limits.applicationData) bytes of data")
        }
        let data =
            report.applicationData.isEmpty ? branch.applicationData : report.applicationData
        record(
            .report(
                xid: report.xid, branch: branch.number, status: report.status,
                applicationData: data), &actions)
        return .success(.init())
    }

    private func areFree(_ wanted: BranchRegistration) -> Result<Bool, TransactionRefusal> {
        guard let rows = RowLock.parse(wanted.lockKeys, of: wanted.resource) else {
            return .refused(
                .lockableCheckFailed, "the lock keys are no list of rows like table:key,key")
        }
        return .success(locks.conflict(rows, for: wanted.xid) == nil)
    }
}

extension Result where Failure == TransactionRefusal {
    static func refused(_ fault: TransactionFault, _ message: String) -> Self {
        .failure(TransactionRefusal(fault, message))
    }

    static func noTransaction(_ xid: XID) -> Self {
        .refused(.globalTransactionNotExist, "there is no transaction \(xid), or it is over")
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
