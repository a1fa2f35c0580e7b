import LabKit
import Testing
import Wire

@testable import LabRuntime

/// What checks of global transactions read.
@Suite struct TransactionEvidenceTests {
    private func evidence(
        balances: String, frozen: String, orders: String, live: JSONValue = [:]
    ) -> Evidence {
        let names = ["coordinator", "account", "bookstore"]
        let snapshot = SupervisorSnapshot(
            revision: 1,
            components: names.map {
                ComponentStatus(name: ComponentID($0), state: .ready, pid: 1, port: 2, http: 3)
            }, notices: [])
        return EvidenceBuilder(
            snapshot: snapshot,
            answers: [
                ComponentID("coordinator"): .state([
                    "live": live,
                    "ended": ["Committed": 4, "Rollbacked": 1, "TimeoutRollbacked": 2],
                    "clients": [
                        ["application": "a", "resources": ["stock.db"]],
                        ["application": "b", "resources": ["balance.db", "minusBalancePrepare"]],
                    ],
                ]),
                ComponentID("account"): .state([
                    "users": 2, "balances": .string(balances), "frozen": .string(frozen),
                    "undoLogs": 1, "fences": ["suspended": 3],
                ]),
                ComponentID("bookstore"): .state(["ordersValue": .string(orders)]),
            ]
        ).evidence
    }

    @Test func `transactions are counted by how they stand and how they ended`() {
        let coordinator = evidence(
            balances: "0.00", frozen: "0.00", orders: "0.00",
            live: ["Begin": 2, "RollbackFailed": 1]
        ).tree["coordinator"]
        #expect(coordinator?["unfinished"] == 3)
        #expect(coordinator?["stuck"] == 1)
        #expect(coordinator?["rolledBack"] == 3)
        #expect(coordinator?["committed"] == 4)
        #expect(coordinator?["resources"] == ["stock.db", "balance.db", "minusBalancePrepare"])
    }

    @Test func `money is whole when balances and orders are what the users began with`() {
        let tree = evidence(balances: "1999703.00", frozen: "0.00", orders: "297.00").tree
        #expect(tree["invariant"]?["moneyMissing"] == 0)
        #expect(tree["account"]?["undoLogs"] == 1)
        #expect(tree["account"]?["fences"]?["suspended"] == 3)
    }

    @Test func `frozen amounts count while a transaction is under way, and are lost afterwards`() {
        let live: JSONValue = ["Begin": 1]
        let during = evidence(
            balances: "1999901.00", frozen: "99.00", orders: "0.00", live: live)
        #expect(during.tree["invariant"]?["moneyMissing"] == 0)
        #expect(during.tree["account"]?["frozenYuan"] == 99)
        let after = evidence(balances: "1999901.00", frozen: "99.00", orders: "0.00")
        #expect(after.tree["invariant"]?["moneyMissing"] == 99)
        let twice = evidence(balances: "2000099.00", frozen: "-99.00", orders: "0.00")
        #expect(twice.tree["invariant"]?["moneyMissing"] == -99)
    }

    @Test func `money that cannot be counted is a gap, not a sum`() {
        let snapshot = SupervisorSnapshot(
            revision: 1,
            components: [ComponentStatus(name: ComponentID("bookstore"), state: .stopped)],
            notices: [])
        let evidence = EvidenceBuilder(snapshot: snapshot, answers: [:]).evidence
        #expect(evidence.tree["invariant"] == nil)
        #expect(evidence.gaps["invariant"] == .notRunning("bookstore"))
    }
}
