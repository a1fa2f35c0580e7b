import CoordinatorAPI
import CoordinatorCore
import Storage
import Wire

@testable import CoordinatorService
@testable import Transactions

/// What must be so when nothing is under way any more, whatever went wrong before.
extension TransactionWorld {
    ///
    /// A transaction whose caller never learned that it began has nothing to undo and stays until its
    /// timeout; before that is over, it is not held against anybody.
    mutating func audit(afterTimeouts: Bool) {
        do {
            try auditCoordinator(afterTimeouts: afterTimeouts)
            try auditBranches()
            for user in Self.users { try auditBooks(of: user) }
            try auditOrders()
        } catch {
            fail("the audit itself failed: \(error)")
        }
    }

    private mutating func auditCoordinator(afterTimeouts: Bool) throws {
        let records = try stores.records()
        for record in records.transactions
        where afterTimeouts || record.status != .begin || !record.branches.isEmpty {
            fail("\(record.xid) stands at \(record.status.name) for ever")
        }
        for (lock, holder) in records.locks { fail("\(lock) is locked by \(holder.xid) for ever") }
    }

    private mutating func auditBranches() throws {
        for node in [Node.bookstore, .account] {
            let left = try stores.database(of: node).write { session in
                .rollback(try UndoTable(session: session).rows(limit: 1_000))
            }
            for row in left where !row.isTombstone {
                fail("\(node) keeps the undo log of \(row.xid), branch \(row.branch)")
            }
        }
        let tried = try stores.balance.write { session in
            .rollback(
                try session.number("SELECT COUNT(*) AS n FROM tcc_fence_log WHERE status = 1"))
        }
        if tried > 0 { fail("\(tried) tries are neither confirmed nor cancelled") }
    }

    private mutating func auditBooks(of user: String) throws {
        let money = try stores.balance.write { session in
            .rollback(
                try session.row(
                    "SELECT balance, freezed FROM balance_tb WHERE user_name = ?", [.text(user)]
                ).map { [try $0.integer("balance"), try $0.integer("freezed")] })
        }
        let (balance, frozen) = (money?[0] ?? 0, money?[1] ?? 0)
        let spent = try stores.stock.write { session in
            .rollback(
                try session.number(
                    """
                    SELECT COALESCE(SUM(count * unit_price), 0) AS n FROM order_tb
                    WHERE user_name = ?
                    """, [.text(user)]))
        }
        if frozen != 0 { fail("\(frozen) of \(user) is frozen for ever") }
        if balance + frozen + spent != Stores.opening.fen {
            fail("\(user) has \(balance) and \(frozen), spent \(spent): money drifted")
        }
        if balance < 0 { fail("\(user) has \(balance)") }
        for product in Self.products {
            let (left, sold) = try stores.stock.write { session in
                let left = try session.number(
                    "SELECT count AS n FROM stock_tb WHERE user_name = ? AND product_code = ?",
                    [.text(user), .text(product)])
                let sold = try session.number(
                    """
                    SELECT COALESCE(SUM(count), 0) AS n FROM order_tb
                    WHERE user_name = ? AND product_code = ?
                    """, [.text(user), .text(product)])
                return .rollback((left, sold))
            }
            if left + sold != Stores.stockCount {
                fail("of \(product), \(user) has \(left) left and \(sold) sold: books drifted")
            }
        }
    }

    private mutating func auditOrders() throws {
        let orders = try stores.stock.write { session in
            .rollback(
                try session.rows("SELECT order_id, xid FROM order_tb", []).reduce(
                    into: [String: String]()
                ) { $0[try $1.text("order_id")] = try $1.text("xid") })
        }
        let payments = try stores.balance.write { session in
            .rollback(
                try session.rows("SELECT order_id, xid FROM payment_tb", []).reduce(
                    into: [String: String]()
                ) { $0[try $1.text("order_id")] = try $1.text("xid") })
        }
        if orders != payments {
            fail("orders and payments differ: \(orders.count) and \(payments.count)")
        }
        for (order, name) in orders {
            let outcome = try stores.outcome(of: XID(name))
            if outcome != .committed {
                fail("\(order) is there, and \(name) ended \(outcome?.name ?? "nowhere")")
            }
        }
        for purchase in purchases {
            let isThere = orders[purchase.orderID] != nil
            if purchase.told.contains(.sold), !isThere {
                fail("\(purchase.orderID) was sold, and is gone")
            }
            if isThere, Set(purchase.told) == [.nothingMoved] {
                fail("\(purchase.orderID) is there, and its buyer was told that nothing moved")
            }
            if purchase.isUnderWay { fail("\(purchase.orderID) was never answered") }
        }
    }
}
