import CoordinatorAPI

extension SeataBody {
    /// Reads a message behind its number. Bytes behind its last field, which later versions add, are
    /// left.
    init(from reader: inout SeataReader) throws(SeataFault) {
        let code: Int16 = try reader.integer("the message's number")
        switch code {
        case SeataCode.merged, SeataCode.merged + 1:
            let (items, ids) = try Self.items(from: &reader)
            self =
                code == SeataCode.merged
                ? .merged(items, ids: ids) : .mergedReplies(items, ids: ids)
        case SeataCode.introduceManager, SeataCode.introduceResources:
            self = .introduction(
                try Self.introduction(
                    hasResources: code == SeataCode.introduceResources, from: &reader))
        case SeataCode.introduceManager + 1, SeataCode.introduceResources + 1:
            let isAccepted = try reader.integer("identified", as: UInt8.self) == 1
            self = .introduced(
                Introduced(
                    isResourceManager: code == SeataCode.introduceResources + 1,
                    isAccepted: isAccepted, version: try reader.string("version")))
        case SeataCode.dropUndoLogs:
            self = .dropUndoLogs(
                type: try reader.value("branch type"), resource: try reader.string("resource"),
                days: try reader.integer("days"))
        default:
            self = try Self.mergeable(code, from: &reader)
        }
    }

    /// A message that may stand inside a merged one.
    private static func mergeable(
        _ code: Int16, from reader: inout SeataReader
    ) throws(SeataFault) -> SeataBody {
        if let request = try TransactionRequest(code, from: &reader) { return .request(request) }
        if let reply = try TransactionReply(code, from: &reader) { return .reply(reply) }
        if let call = try BranchCall(code, from: &reader) { return .call(call) }
        if let answer = try BranchAnswer(code, from: &reader) { return .answer(answer) }
        throw .unknownMessage(code)
    }

    private static func items(
        from reader: inout SeataReader
    ) throws(SeataFault) -> (items: [SeataBody], ids: [Int32]) {
        let length: Int32 = try reader.integer("the merged length")
        var part = try reader.part("the merged messages", length: Int(length))
        let count: UInt16 = try part.integer("the count of messages")
        var items: [SeataBody] = []
        for _ in 0..<count {
            let code: Int16 = try part.integer("a merged message's number")
            guard code != SeataCode.merged, code != SeataCode.merged + 1 else {
                throw .notMergeable(code)
            }
            items.append(try mergeable(code, from: &part))
        }
        // The ids of 2.x stand behind the messages, inside the counted length or behind it.
        if part.left == 4 * items.count {
            return (items, try ids(items.count, from: &part))
        }
        guard part.left == 0 else { throw .truncated(field: "the merged messages") }
        guard reader.left == 4 * items.count else { return (items, []) }
        return (items, try ids(items.count, from: &reader))
    }

    private static func ids(
        _ count: Int, from reader: inout SeataReader
    ) throws(SeataFault) -> [Int32] {
        var ids: [Int32] = []
        for _ in 0..<count { ids.append(try reader.integer("a merged message's id")) }
        return ids
    }

    private static func introduction(
        hasResources: Bool, from reader: inout SeataReader
    ) throws(SeataFault) -> ClientIntroduction {
        var introduction = ClientIntroduction(
            role: .transactionManager, version: try reader.string("version"),
            application: try reader.string("application"), group: try reader.string("group"),
            extra: try reader.string("extra"))
        if hasResources {
            let resources = try reader.longString("resources").split(separator: ",")
            introduction.role = .resourceManager(resources: resources.map(String.init))
        }
        return introduction
    }
}

extension TransactionRequest {
    init?(_ code: Int16, from reader: inout SeataReader) throws(SeataFault) {
        switch code {
        case SeataCode.begin:
            let timeout: Int32 = try reader.integer("timeout")
            self = .begin(name: try reader.string("name"), timeoutMilliseconds: timeout)
        case SeataCode.commit: self = .commit(try Self.xidAndExtra(from: &reader))
        case SeataCode.rollback: self = .rollback(try Self.xidAndExtra(from: &reader))
        case SeataCode.status: self = .status(try Self.xidAndExtra(from: &reader))
        case SeataCode.report:
            let xid = try Self.xidAndExtra(from: &reader)
            self = .report(xid, try reader.value("global status"))
        case SeataCode.register: self = .register(try BranchRegistration(from: &reader))
        case SeataCode.queryLocks: self = .queryLocks(try BranchRegistration(from: &reader))
        case SeataCode.reportBranch: self = .reportBranch(try BranchReport(from: &reader))
        default: return nil
        }
    }

    private static func xidAndExtra(from reader: inout SeataReader) throws(SeataFault) -> XID {
        let xid = try reader.xid()
        _ = try reader.string("extra")
        return xid
    }
}

extension SeataReader {
    mutating func xid() throws(SeataFault) -> XID {
        XID(try string("xid"))
    }

    /// A result: what it holds when it is good, else why it is not.
    mutating func result<Value>(
        _ value: (inout SeataReader) throws(SeataFault) -> Value
    ) throws(SeataFault) -> Result<Value, TransactionRefusal> {
        let isGood = try integer("result", as: UInt8.self) == 1
        let message = isGood ? "" : try string("message")
        let fault: TransactionFault = try self.value("fault")
        let value = try value(&self)
        return isGood ? .success(value) : .failure(TransactionRefusal(fault, message))
    }
}

extension BranchRegistration {
    init(from reader: inout SeataReader) throws(SeataFault) {
        self.init(
            xid: try reader.xid(), type: try reader.value("branch type"),
            resource: try reader.string("resource"), lockKeys: try reader.longString("lock keys"),
            applicationData: try reader.longString("application data"))
    }
}

extension BranchReport {
    init(from reader: inout SeataReader) throws(SeataFault) {
        let xid = try reader.xid()
        let branch: Int64 = try reader.integer("branch")
        let status: BranchStatus = try reader.value("branch status")
        self.init(
            xid: xid, branch: branch, status: status, resource: try reader.string("resource"),
            applicationData: try reader.longString("application data"),
            type: try reader.value("branch type"))
    }
}

extension TransactionReply {
    init?(_ code: Int16, from reader: inout SeataReader) throws(SeataFault) {
        switch code - 1 {
        case SeataCode.begin:
            self = .begun(
                try reader.result { (reader) throws(SeataFault) in
                    let xid = try reader.xid()
                    _ = try reader.string("extra")
                    return xid
                })
        case SeataCode.commit: self = .commitStatus(try Self.status(from: &reader))
        case SeataCode.rollback: self = .rollbackStatus(try Self.status(from: &reader))
        case SeataCode.status: self = .status(try Self.status(from: &reader))
        case SeataCode.report: self = .reported(try Self.status(from: &reader))
        case SeataCode.register:
            self = .registered(
                try reader.result { (reader) throws(SeataFault) in try reader.integer("branch") })
        case SeataCode.reportBranch:
            self = .branchReported(try reader.result { _ throws(SeataFault) in Taken() })
        case SeataCode.queryLocks:
            self = .locksQueried(
                try reader.result { (reader) throws(SeataFault) in
                    try reader.integer("lockable", as: Int16.self) == 1
                })
        default: return nil
        }
    }

    private static func status(
        from reader: inout SeataReader
    ) throws(SeataFault) -> Result<GlobalStatus, TransactionRefusal> {
        try reader.result { (reader) throws(SeataFault) in try reader.value("global status") }
    }
}

extension BranchCall {
    init?(_ code: Int16, from reader: inout SeataReader) throws(SeataFault) {
        guard let order = Order(code) else { return nil }
        let xid = try reader.xid()
        let branch: Int64 = try reader.integer("branch")
        let type: BranchType = try reader.value("branch type")
        self.init(
            order, xid: xid, branch: branch, type: type, resource: try reader.string("resource"),
            applicationData: try reader.longString("application data"))
    }
}

extension BranchCall.Order {
    init?(_ code: Int16) {
        switch code {
        case SeataCode.branchCommit: self = .commit
        case SeataCode.branchRollback: self = .rollback
        default: return nil
        }
    }

    var code: Int16 { self == .commit ? SeataCode.branchCommit : SeataCode.branchRollback }
}

extension BranchAnswer {
    init?(_ code: Int16, from reader: inout SeataReader) throws(SeataFault) {
        guard let order = BranchCall.Order(code - 1) else { return nil }
        var xid = XID("")
        var branch: Int64 = 0
        let status = try reader.result { (reader) throws(SeataFault) -> BranchStatus in
            xid = try reader.xid()
            branch = try reader.integer("branch")
            return try reader.value("branch status")
        }
        self.init(order, xid: xid, branch: branch, status: status)
    }
}
