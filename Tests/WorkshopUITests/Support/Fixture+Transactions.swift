import Canvas
import CoordinatorAPI
import Faults
import Wire

@testable import WorkshopUI

/// What the coordinator and those that take part say.
extension Fixture {
    static let coordinator = ComponentID("coordinator")
    static let coordinatorPort = 7_091

    /// A model of a shop whose purchases are global transactions.
    ///
    /// - Parameter missing: yuan that are missing.
    static func transacting(
        _ language: Language = .english, _ size: Size = Size(width: 80, height: 24),
        missing: Int64 = 0, live: Int = 1
    ) throws -> Model {
        var model = try ready(language, size, split: true)
        var snapshot = snapshot(split: true, revision: 6)
        snapshot.components.insert(
            ComponentStatus(
                name: coordinator, state: .ready, pid: 4_720, port: 8_091, http: coordinatorPort,
                uptimeSeconds: 61, residentBytes: 12_000_000), at: 0)
        _ = model.update(.snapshotArrived(snapshot))
        _ = model.update(.changed(Endpoint(component: coordinator, http: coordinatorPort), 1))
        for _ in 0..<2 { _ = model.update(.measured(transactionEvidence(missing, live))) }
        return model
    }

    static func transactionEvidence(_ missing: Int64 = 0, _ live: Int = 1) -> [ComponentID:
        JSONValue]
    {
        var evidence = evidence(split: true, orders: 2)
        evidence[coordinator] = [
            "live": live > 0 ? ["Begin": .number(Double(live))] : [:], "ended": ["Committed": 2],
            "locks": 2, "waiting": 1, "clients": [],
        ]
        evidence[bookstore] = [
            "binding": "bolt", "orders": 2, "booksSold": 2, "inDoubt": 0, "users": 1,
            "ordersValue": "198.00", "booksLeft": 49_998, "booksInDoubt": 0, "providers": [],
            "registryConnected": true,
        ]
        evidence[account] = [
            "payments": 2, "paymentsHere": 2, "published": [], "registryConnected": true,
            "users": 1, "balances": .string("\(Money(yuan: 999_802 - missing))"), "frozen": "0.00",
        ]
        return evidence
    }

    /// One under way that holds what another waits for, one rolled back, one committed.
    static let listings = [
        TransactionView(
            xid: xid(10), name: "kc-book-store-tx", application: "stock_mng", status: "Begin",
            begun: start + 6_000, timeout: 300_000),
        TransactionView(
            xid: xid(13), name: "kc-book-store-tx", application: "stock_mng", status: "Begin",
            begun: start + 6_500, timeout: 300_000),
        TransactionView(
            xid: xid(7), name: "kc-book-store-tx", application: "stock_mng", status: "Committed",
            begun: start + 4_000, ended: start + 4_013),
        TransactionView(
            xid: xid(4), name: "kc-book-store-tx", application: "stock_mng",
            status: "TimeoutRollbacked", begun: start + 1_000, ended: start + 3_100),
    ]

    static let locks = [
        LockView(
            resource: "balance.db", table: "balance_tb", key: "user0", holder: xid(10), branch: 12,
            waiters: []),
        LockView(
            resource: "stock.db", table: "stock_tb", key: "user0_00001", holder: xid(10),
            branch: 11, waiters: [xid(13)]),
    ]

    static func xid(_ number: Int) -> String { "127.0.0.1:8091:\(1_795_521_418_719_000 + number)" }

    /// A purchase of two branches, told by the coordinator: committed, or rolled back and stuck.
    static func transaction(_ number: Int = 7, isStuck: Bool = false) -> TransactionView {
        func event(
            _ kind: TransactionEvent.Kind, _ offset: Int64, branch: Int64? = nil,
            _ resource: String? = nil, status: String? = nil, _ detail: String? = nil
        ) -> TransactionEvent {
            TransactionEvent(
                kind, offset: offset, time: start, branch: branch, resource: resource,
                status: status, detail: detail)
        }
        let decided = isStuck ? "Rollbacking" : "Committing"
        let done = isStuck ? "PhaseTwo_Rollbacked" : "PhaseTwo_Committed"
        var events = [
            event(.began, 0, status: nil, "stock_mng kc-book-store-tx"),
            event(.waiting, 1_500, "stock.db", "stock_tb:user0_00001"),
            event(.registered, 3_000, branch: 11, "stock.db", "stock_tb:user0_00001"),
            event(.registered, 5_770, branch: 12, "balance.db", "balance_tb:user0"),
            event(.decided, 9_240, status: decided, "asked"),
            event(.called, 9_250, branch: 11, "stock.db", "client 1"),
            event(.called, 9_260, branch: 12, "balance.db", "client 2"),
            event(.answered, 11_800, branch: 11, status: done),
        ]
        if isStuck {
            events += [
                event(
                    .answered, 12_800, branch: 12, status: "PhaseTwo_RollbackFailed_Unretryable"),
                event(.moved, 12_800, status: "RollbackFailed"),
            ]
        } else {
            events += [
                event(.answered, 12_800, branch: 12, status: done),
                event(.ended, 12_800, status: "Committed"),
            ]
        }
        return TransactionView(
            xid: xid(number), name: "kc-book-store-tx", application: "stock_mng",
            status: isStuck ? "RollbackFailed" : "Committed", begun: start + 4_000,
            ended: isStuck ? nil : start + 4_013, events: events)
    }

    static let undoLogs = [
        UndoLogView(
            xid: xid(7), branch: 12, resource: "balance.db", isTombstone: false, created: start,
            rows: [
                .init(
                    table: "balance_tb", key: "user0",
                    before: ["user_name": "user0", "balance": "99990100"],
                    after: ["user_name": "user0", "balance": "99980200"],
                    now: ["user_name": "user0", "balance": "12300"], isDirty: true),
                .init(
                    table: "payment_tb", key: "s0-2", before: nil,
                    after: ["order_id": "s0-2", "amount": "9900"],
                    now: ["order_id": "s0-2", "amount": "9900"], isDirty: false),
            ])
    ]

    static let frames = [
        FrameView(
            offset: 0, peer: "stock_mng", isReceived: true, id: 9, name: "GlobalBeginRequest",
            fields: [.init("timeout", "300000"), .init("transactionName", "kc-book-store-tx")],
            length: 40,
            bytes: "dada0100000028001000010000000009"
                + "0001000493e000106b632d626f6f6b2d73746f72652d7478"
        ),
        FrameView(
            offset: 1_210, peer: "stock_mng", isReceived: false, id: 9, name: "GlobalBeginResponse",
            fields: [.init("xid", xid(7))], length: 55,
            bytes: "dada0100000037001001010000000009" + "000201"),
        FrameView(
            offset: 5_820, peer: "", isReceived: true, id: 5, name: "BranchRegisterRequest",
            fields: [.init("xid", xid(7)), .init("lockKey", "balance_tb:user0")], length: 203,
            bytes: "dada01"),
    ]

    static let faults: [ComponentID: FaultsAnswer] = [
        bookstore: FaultsAnswer(
            points: ["begun", "between-stock-and-balance", "before-commit", "before-answer"],
            armed: [FaultOrder(point: "before-commit", fault: "slow:7000")]),
        account: FaultsAnswer(points: ["registered", "committed-before-reply"], armed: []),
        coordinator: FaultsAnswer(points: ["begin-stored", "recovering"], armed: []),
    ]

    /// A model that shows the list of transactions.
    static func transactionList(
        _ language: Language = .english, _ size: Size = Size(width: 80, height: 24)
    ) throws -> Model {
        var model = try transacting(language, size)
        model.press(.character("7"))
        _ = model.update(.transactionsArrived(listings, locks))
        return model
    }

    /// A model that shows a transaction.
    static func openTransaction(
        _ language: Language = .english, _ size: Size = Size(width: 80, height: 24),
        isStuck: Bool = false
    ) throws -> Model {
        var model = try transactionList(language, size)
        model.press(.down, .down, .enter)
        _ = model.update(
            .transactionArrived(
                xid(7),
                TransactionReading(
                    transaction: transaction(isStuck: isStuck), undoLogs: undoLogs, frames: frames))
        )
        return model
    }
}
