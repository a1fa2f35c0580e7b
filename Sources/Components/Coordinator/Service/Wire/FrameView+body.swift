import CoordinatorAPI
import Seata

extension FrameView {
    /// A sighting as it is shown: what it says of one transaction.
    init(_ sighting: SeataSighting, of xid: XID, peer: String, offset: Int64) {
        let body = sighting.frame.body
        self.init(
            offset: offset, peer: peer, isReceived: sighting.direction == .received,
            id: sighting.frame.id, name: body?.name ?? "", fields: body?.fields(of: xid) ?? [],
            length: sighting.length, bytes: sighting.bytes.map { $0.hexadecimal }.joined())
    }
}

extension UInt8 {
    fileprivate var hexadecimal: String {
        let digits = String(self, radix: 16)
        return digits.count == 1 ? "0\(digits)" : digits
    }
}

/// Source of the names: apache/incubator-seata, `core/protocol/transaction`.
extension SeataBody {
    /// The transactions that it names.
    var xids: [XID] {
        switch self {
        case .request(let request): [request.named].compactMap { $0 }
        case .reply(.begun(.success(let xid))): [xid]
        case .call(let call): [call.xid]
        case .answer(let answer): [answer.xid]
        case .merged(let bodies, _), .mergedReplies(let bodies, _): bodies.flatMap(\.xids)
        case .reply, .introduction, .introduced, .dropUndoLogs: []
        }
    }

    /// The name of Seata's class.
    var name: String {
        switch self {
        case .request(let request): "\(request.name)Request"
        case .reply(let reply): "\(reply.name)Response"
        case .call(let call):
            call.order == .commit ? "BranchCommitRequest" : "BranchRollbackRequest"
        case .answer(let answer):
            answer.order == .commit ? "BranchCommitResponse" : "BranchRollbackResponse"
        case .introduction(let introduction):
            introduction.role == .transactionManager ? "RegisterTMRequest" : "RegisterRMRequest"
        case .introduced(let answer):
            answer.isResourceManager ? "RegisterRMResponse" : "RegisterTMResponse"
        case .merged: "MergedWarpMessage"
        case .mergedReplies: "MergeResultMessage"
        case .dropUndoLogs: "UndoLogDeleteRequest"
        }
    }

    /// What it says of a transaction.
    func fields(of xid: XID) -> [FrameView.Field] {
        switch self {
        case .request(let request): request.fields
        case .reply(let reply): reply.fields
        case .call(let call):
            [
                .init("xid", call.xid.text), .init("branchId", "\(call.branch)"),
                .init("branchType", call.type.name), .init("resourceId", call.resource),
                .init("applicationData", call.applicationData),
            ]
        case .answer(let answer):
            [.init("xid", answer.xid.text), .init("branchId", "\(answer.branch)")]
                + fieldsOf(answer.status, "branchStatus") { $0.name }
        case .merged(let bodies, _):
            // The others are about other transactions; which answer is whose, only the ids tell.
            bodies.filter { $0.xids.contains(xid) }.flatMap {
                [FrameView.Field("msg", $0.name)] + $0.fields(of: xid)
            }
        case .mergedReplies(let bodies, _):
            bodies.flatMap { [FrameView.Field("msg", $0.name)] + $0.fields(of: xid) }
        case .introduction, .introduced, .dropUndoLogs: []
        }
    }
}

extension TransactionRequest {
    fileprivate var named: XID? {
        switch self {
        case .register(let branch), .queryLocks(let branch): branch.xid
        case .reportBranch(let report): report.xid
        case .begin, .commit, .rollback, .status, .report: xid
        }
    }

    fileprivate var name: String {
        switch self {
        case .begin: "GlobalBegin"
        case .commit: "GlobalCommit"
        case .rollback: "GlobalRollback"
        case .status: "GlobalStatus"
        case .report: "GlobalReport"
        case .register: "BranchRegister"
        case .reportBranch: "BranchReport"
        case .queryLocks: "GlobalLockQuery"
        }
    }

    fileprivate var fields: [FrameView.Field] {
        switch self {
        case .begin(let name, let timeout):
            [.init("timeout", "\(timeout)"), .init("transactionName", name)]
        case .commit(let xid), .rollback(let xid), .status(let xid): [.init("xid", xid.text)]
        case .report(let xid, let status):
            [.init("xid", xid.text), .init("globalStatus", status.name)]
        case .register(let branch), .queryLocks(let branch):
            [
                .init("xid", branch.xid.text), .init("branchType", branch.type.name),
                .init("resourceId", branch.resource), .init("lockKey", branch.lockKeys),
                .init("applicationData", branch.applicationData),
            ]
        case .reportBranch(let report):
            [
                .init("xid", report.xid.text), .init("branchId", "\(report.branch)"),
                .init("status", report.status.name), .init("resourceId", report.resource),
                .init("applicationData", report.applicationData),
                .init("branchType", report.type.name),
            ]
        }
    }
}

extension TransactionReply {
    fileprivate var name: String {
        switch self {
        case .begun: "GlobalBegin"
        case .commitStatus: "GlobalCommit"
        case .rollbackStatus: "GlobalRollback"
        case .status: "GlobalStatus"
        case .reported: "GlobalReport"
        case .registered: "BranchRegister"
        case .branchReported: "BranchReport"
        case .locksQueried: "GlobalLockQuery"
        }
    }

    fileprivate var fields: [FrameView.Field] {
        switch self {
        case .begun(let result): fieldsOf(result, "xid") { $0.text }
        case .commitStatus(let result), .rollbackStatus(let result), .status(let result),
            .reported(let result):
            fieldsOf(result, "globalStatus") { $0.name }
        case .registered(let result): fieldsOf(result, "branchId") { "\($0)" }
        case .branchReported(let result): fieldsOf(result, "resultCode") { _ in "Success" }
        case .locksQueried(let result): fieldsOf(result, "lockable") { "\($0)" }
        }
    }
}

/// What came of a question; a refusal as Seata writes it.
private func fieldsOf<Value>(
    _ result: Result<Value, TransactionRefusal>, _ name: String, _ text: (Value) -> String
) -> [FrameView.Field] {
    switch result {
    case .success(let value): [.init(name, text(value))]
    case .failure(let refusal):
        [
            .init("resultCode", "Failed"), .init("msg", refusal.message),
            .init("transactionExceptionCode", "\(refusal.fault)"),
        ]
    }
}
