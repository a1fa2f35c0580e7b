import AccountAPI
import CoordinatorAPI
import Faults
import Logging
import Storage
import Transactions
import Wire

/// The account's part in global transactions: payments as branches in automatic mode, and as try, confirm
/// and cancel.
public struct BalanceBranches: Sendable {
    /// The database's name with the coordinator.
    public static let resource = "balance.db"
    /// The tables whose rows belong to global transactions.
    static let tables = [
        ATTable("balance_tb", key: ["user_name"]), ATTable("payment_tb", key: ["order_id"]),
    ]

    let automatic: ATResource
    let tries: TCCResource
    let action: MinusBalanceAction

    /// The names of its resources for one person's account.
    public static func resources(uniqueID: String) -> [String] {
        [resource, BalanceService.action(uniqueID: uniqueID)]
    }

    init(
        store: any Store, writer: BalanceLedger.Writer, uniqueID: String, isFenced: Bool,
        participant: TransactionParticipant, now: @escaping @Sendable () -> Int64, logger: Logger,
        faults: FaultBoard
    ) {
        automatic = ATResource(
            resource: Self.resource, store: store, tables: Self.tables,
            registrar: participant.registrar, now: now, logger: logger, faults: faults)
        action = MinusBalanceAction(
            name: BalanceService.action(uniqueID: uniqueID), writer: writer, now: now)
        tries = TCCResource(
            action, store: store, isFenced: isFenced, now: now, logger: logger, faults: faults)
        participant.serve(automatic)
        participant.serve(tries)
    }
}

/// A payment in three steps, with the amount frozen between them.
struct MinusBalanceAction: TCCAction {
    let name: String
    let writer: BalanceLedger.Writer
    let now: @Sendable () -> Int64

    func confirm(_ arguments: String, of xid: XID, in session: any SQLSession) throws {
        let payment = try payment(arguments)
        try session.execute(
            "UPDATE balance_tb SET freezed = freezed - ? WHERE user_name = ?",
            [.integer(payment.amount.fen), .text(payment.user)])
        let balance = try session.row(
            "SELECT balance FROM balance_tb WHERE user_name = ?", [.text(payment.user)])
        try session.execute(
            """
            INSERT INTO payment_tb
                (order_id, user_name, amount, balance_after, writer, instance, time, xid)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [
                .text(payment.orderID), .text(payment.user), .integer(payment.amount.fen),
                .integer(try balance?.integer("balance") ?? 0), .text(writer.component),
                .text(writer.instance), .integer(now()), .text(xid.text),
            ])
    }

    func cancel(_ arguments: String, of xid: XID, in session: any SQLSession) throws {
        let payment = try payment(arguments)
        try session.execute(
            """
            UPDATE balance_tb SET balance = balance + ?1, freezed = freezed - ?1
            WHERE user_name = ?2
            """, [.integer(payment.amount.fen), .text(payment.user)])
    }

    /// Freezes the amount: what is left, or why not.
    func attempt(
        _ payment: Payment, in session: any SQLSession
    ) throws -> Completion<Money?> {
        let changed = try session.execute(
            """
            UPDATE balance_tb SET balance = balance - ?1, freezed = freezed + ?1
            WHERE user_name = ?2 AND balance >= ?1
            """, [.integer(payment.amount.fen), .text(payment.user)])
        guard changed == 1 else { return .rollback(nil) }
        let left = try session.row(
            "SELECT balance FROM balance_tb WHERE user_name = ?", [.text(payment.user)])
        return .commit(Money(fen: try left?.integer("balance") ?? 0))
    }

    private func payment(_ arguments: String) throws(StorageError) -> Payment {
        guard let payment = Payment(branchArguments: arguments) else {
            throw .failed("the arguments of \(name) are no payment: \(arguments.prefix(200))")
        }
        return payment
    }
}
