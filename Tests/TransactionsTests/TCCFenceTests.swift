import CoordinatorAPI
import Storage
import Testing

@testable import Transactions

/// The fence's table, cell by cell: what is done before, what comes, what it is to do, where it stands.
@Suite struct `A fence keeps try, confirm and cancel apart` {
    enum Call: Sendable { case tries, commits, rollsBack }

    private func run(_ calls: [Call]) throws -> (verdicts: [TCCFence.Verdict], TCCFence.Status?) {
        let database = try MemoryDatabase(migrations: [TCCResource.migration])
        let xid = XID("x")
        let verdicts = try calls.map { call in
            try database.write { session in
                let fence = TCCFence(session: session, now: 1)
                switch call {
                case .tries: return .commit(try fence.tries(xid, 1, "minus"))
                case .commits: return .commit(try fence.commits(xid, 1))
                case .rollsBack: return .commit(try fence.rollsBack(xid, 1, "minus"))
                }
            }
        }
        let status = try database.write { session in
            .commit(try TCCFence(session: session, now: 1).status(xid, 1))
        }
        return (verdicts, status)
    }

    @Test(
        arguments: [
            ([.tries], [.work], .tried),
            ([.tries, .tries], [.work, .nothing], .tried),
            ([.tries, .commits], [.work, .work], .committed),
            ([.tries, .commits, .tries], [.work, .work, .never], .committed),
            ([.tries, .commits, .commits], [.work, .work, .nothing], .committed),
            ([.tries, .commits, .rollsBack], [.work, .work, .never], .committed),
            ([.tries, .rollsBack], [.work, .work], .rolledBack),
            ([.tries, .rollsBack, .rollsBack], [.work, .work, .nothing], .rolledBack),
            ([.tries, .rollsBack, .tries], [.work, .work, .never], .rolledBack),
            ([.tries, .rollsBack, .commits], [.work, .work, .never], .rolledBack),
            ([.rollsBack], [.nothing], .suspended),
            ([.rollsBack, .tries], [.nothing, .never], .suspended),
            ([.rollsBack, .rollsBack], [.nothing, .nothing], .suspended),
            ([.rollsBack, .commits], [.nothing, .never], .suspended),
            ([.commits], [.never], nil),
        ] as [([Call], [TCCFence.Verdict], TCCFence.Status?)])
    func `Whatever comes in whatever order`(
        calls: [Call], verdicts: [TCCFence.Verdict], status: TCCFence.Status?
    ) throws {
        let result = try run(calls)
        #expect(result.verdicts == verdicts)
        #expect(result.1 == status)
    }

    @Test func `Rows of branches that ended long ago go, those that are only tried stay`() throws {
        let database = try MemoryDatabase(migrations: [TCCResource.migration])
        let left = try database.write { session in
            let fence = TCCFence(session: session, now: 10)
            _ = try fence.tries(XID("tried"), 1, "minus")
            _ = try fence.rollsBack(XID("suspended"), 1, "minus")
            try fence.removeEnded(before: 11)
            return .commit(
                try session.rows("SELECT xid FROM tcc_fence_log", []).map { try $0.text("xid") })
        }
        #expect(left == ["tried"])
    }
}
