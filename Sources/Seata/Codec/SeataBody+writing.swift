import CoordinatorAPI
import NIOCore

extension SeataBody {
    /// Appends the message behind its number.
    func write(into writer: inout SeataWriter) throws(SeataFault) {
        switch self {
        case .request(let request): try request.write(into: &writer)
        case .reply(let reply): try reply.write(into: &writer)
        case .call(let call): try call.write(into: &writer)
        case .answer(let answer): try answer.write(into: &writer)
        case .introduction(let introduction): try introduction.write(into: &writer)
        case .introduced(let introduced):
            let code =
                introduced.isResourceManager
                ? SeataCode.introduceResources : SeataCode.introduceManager
            writer.write(code + 1)
            writer.write(UInt8(introduced.isAccepted ? 1 : 0))
            try writer.write(introduced.version, "version")
        case .merged(let items, let ids):
            try Self.write(items, ids, code: SeataCode.merged, into: &writer)
        case .mergedReplies(let items, let ids):
            try Self.write(items, ids, code: SeataCode.merged + 1, into: &writer)
        case .dropUndoLogs(let type, let resource, let days):
            writer.write(SeataCode.dropUndoLogs)
            writer.write(type.rawValue)
            try writer.write(resource, "resource")
            writer.write(days)
        }
    }

    private static func write(
        _ items: [SeataBody], _ ids: [Int32], code: Int16, into writer: inout SeataWriter
    ) throws(SeataFault) {
        guard let count = UInt16(exactly: items.count) else {
            throw .tooLong(field: "the merged messages", items.count)
        }
        var part = SeataWriter()
        part.write(count)
        for item in items {
            switch item {
            case .merged, .mergedReplies: throw .notMergeable(SeataCode.merged)
            default: try item.write(into: &part)
            }
        }
        writer.write(code)
        writer.write(Int32(part.bytes.readableBytes))
        writer.bytes.writeBuffer(&part.bytes)
        for id in ids { writer.write(id) }
    }
}

extension ClientIntroduction {
    fileprivate func write(into writer: inout SeataWriter) throws(SeataFault) {
        var resources: [String]?
        if case .resourceManager(let names) = role { resources = names }
        writer.write(
            resources == nil ? SeataCode.introduceManager : SeataCode.introduceResources)
        try writer.write(version, "version")
        try writer.write(application, "application")
        try writer.write(group, "group")
        try writer.write(extra, "extra")
        if let resources { writer.write(long: resources.joined(separator: ",")) }
    }
}

extension TransactionRequest {
    fileprivate func write(into writer: inout SeataWriter) throws(SeataFault) {
        switch self {
        case .begin(let name, let timeout):
            writer.write(SeataCode.begin)
            writer.write(timeout)
            try writer.write(name, "name")
        case .commit(let xid): try Self.write(xid, SeataCode.commit, into: &writer)
        case .rollback(let xid): try Self.write(xid, SeataCode.rollback, into: &writer)
        case .status(let xid): try Self.write(xid, SeataCode.status, into: &writer)
        case .report(let xid, let status):
            try Self.write(xid, SeataCode.report, into: &writer)
            writer.write(status.rawValue)
        case .register(let registration):
            writer.write(SeataCode.register)
            try registration.write(into: &writer)
        case .queryLocks(let registration):
            writer.write(SeataCode.queryLocks)
            try registration.write(into: &writer)
        case .reportBranch(let report):
            writer.write(SeataCode.reportBranch)
            try writer.write(report.xid)
            writer.write(report.branch)
            writer.write(report.status.rawValue)
            try writer.write(report.resource, "resource")
            writer.write(long: report.applicationData)
            writer.write(report.type.rawValue)
        }
    }

    private static func write(
        _ xid: XID, _ code: Int16, into writer: inout SeataWriter
    ) throws(SeataFault) {
        writer.write(code)
        try writer.write(xid)
        try writer.write("", "extra")
    }
}

extension BranchRegistration {
    fileprivate func write(into writer: inout SeataWriter) throws(SeataFault) {
        try writer.write(xid)
        writer.write(type.rawValue)
        try writer.write(resource, "resource")
        writer.write(long: lockKeys)
        writer.write(long: applicationData)
    }
}

extension TransactionReply {
    fileprivate func write(into writer: inout SeataWriter) throws(SeataFault) {
        switch self {
        case .begun(let result):
            writer.write(SeataCode.begin + 1)
            try writer.write(result, otherwise: XID("")) { (xid, writer) throws(SeataFault) in
                try writer.write(xid)
                try writer.write("", "extra")
            }
        case .commitStatus(let result): try Self.write(result, SeataCode.commit, into: &writer)
        case .rollbackStatus(let result): try Self.write(result, SeataCode.rollback, into: &writer)
        case .status(let result): try Self.write(result, SeataCode.status, into: &writer)
        case .reported(let result): try Self.write(result, SeataCode.report, into: &writer)
        case .registered(let result):
            writer.write(SeataCode.register + 1)
            try writer.write(result, otherwise: 0) { (branch, writer) throws(SeataFault) in
                writer.write(branch)
            }
        case .branchReported(let result):
            writer.write(SeataCode.reportBranch + 1)
            try writer.write(result, otherwise: Taken()) { _, _ throws(SeataFault) in }
        case .locksQueried(let result):
            writer.write(SeataCode.queryLocks + 1)
            try writer.write(result, otherwise: false) { (isFree, writer) throws(SeataFault) in
                writer.write(Int16(isFree ? 1 : 0))
            }
        }
    }

    private static func write(
        _ result: Result<GlobalStatus, TransactionRefusal>, _ code: Int16,
        into writer: inout SeataWriter
    ) throws(SeataFault) {
        writer.write(code + 1)
        try writer.write(result, otherwise: .unknown) { (status, writer) throws(SeataFault) in
            writer.write(status.rawValue)
        }
    }
}

extension BranchCall {
    fileprivate func write(into writer: inout SeataWriter) throws(SeataFault) {
        writer.write(order.code)
        try writer.write(xid)
        writer.write(branch)
        writer.write(type.rawValue)
        try writer.write(resource, "resource")
        writer.write(long: applicationData)
    }
}

extension BranchAnswer {
    fileprivate func write(into writer: inout SeataWriter) throws(SeataFault) {
        writer.write(order.code + 1)
        try writer.write(status, otherwise: .unknown) { (status, writer) throws(SeataFault) in
            try writer.write(xid)
            writer.write(branch)
            writer.write(status.rawValue)
        }
    }
}
