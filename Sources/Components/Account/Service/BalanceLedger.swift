import AccountAPI
import CoordinatorAPI
import CoreMetrics
import LongPoll
import Storage
import Transactions
import Wire

/// The account system's rules over its database.
///
/// Several ledgers may share one file, of one process or of several: instances of the account
/// service, and the bookstore while it is still in one piece. Money never leaves an account twice for
/// one order, whoever asks, and no account goes below zero.
public struct BalanceLedger: BalanceFacade {
    /// Who writes a payment down: kept beside it as evidence.
    public struct Writer: Hashable, Sendable {
        /// The component, `account` or `bookstore`.
        public var component: String
        /// This launch of it.
        public var instance: String

        /// A writer from its parts.
        public init(component: String, instance: String) {
            self.component = component
            self.instance = instance
        }
    }

    /// What a new user has.
    public static let opening = Money(yuan: 1_000_000)

    let store: any Store
    let writer: Writer
    let now: @Sendable () -> Int64
    /// Its part in global transactions; nil when it has none.
    var branches: BalanceBranches?

    /// Opens the database file and brings its schema up to date.
    ///
    /// - Parameters:
    ///   - metrics: where commits are counted; nowhere when nil.
    ///   - changes: what advances with every commit of this process; nothing when nil.
    ///   - now: milliseconds since 1970.
    public static func open(
        path: String, writer: Writer, metrics: (any MetricsFactory)? = nil,
        changes: ChangeSignal? = nil, now: @escaping @Sendable () -> Int64
    ) throws(StorageError) -> BalanceLedger {
        let store = try SQLiteStore.open(
            path: path, migrations: AccountSchema.migrations,
            settings: StoreSettings(metrics: metrics, changes: changes))
        return BalanceLedger(store: store, writer: writer, now: now)
    }

    /// A ledger on memory, for tests.
    public static func inMemory(
        writer: Writer, now: @escaping @Sendable () -> Int64
    ) throws(StorageError) -> BalanceLedger {
        let store = try SQLiteStore.inMemory(migrations: AccountSchema.migrations)
        return BalanceLedger(store: store, writer: writer, now: now)
    }

    init(store: any Store, writer: Writer, now: @escaping @Sendable () -> Int64) {
        self.store = store
        self.writer = writer
        self.now = now
    }

    /// Opens an account with ``opening`` for a new name; an old name is left as it is.
    public func createUser(_ name: String) async throws(BalanceFailure) {
        try Self.check(name: name)
        try await attempt { session in
            try session.execute(
                "INSERT OR IGNORE INTO balance_tb (user_name, balance) VALUES (?, ?)",
                [.text(name), .integer(Self.opening.fen)])
            return .commit(.success(()))
        }
    }

    /// What a user has.
    public func queryBalance(of user: String) async throws(BalanceFailure) -> Money {
        let balance: Money?
        do {
            balance = try await store.read { session in
                try session.row(
                    "SELECT balance FROM balance_tb WHERE user_name = ?", [.text(user)]
                ).map { Money(fen: try $0.integer("balance")) }
            }
        } catch {
            throw .unreachable("\(error)")
        }
        guard let balance else { throw Self.unknown(user).failure }
        return balance
    }

    /// Takes a payment off an account, once per order id; answers what was left after it.
    public func minusBalance(_ payment: Payment) async throws(BalanceFailure) -> Money {
        try Self.check(payment)
        guard let xid = GlobalTransaction.current else {
            return try await attempt { session in try pay(payment, in: session) }
        }
        return try await payInBranch(payment, of: xid)
    }

    func pay(
        _ payment: Payment, of xid: XID? = nil, in session: any SQLSession
    ) throws -> Completion<Result<Money, Refusal>> {
        if let earlier = try session.row(
            "SELECT * FROM payment_tb WHERE order_id = ?", [.text(payment.orderID)])
        {
            return .rollback(try Self.answerAgain(payment, earlier))
        }
        let changed = try session.execute(
            "UPDATE balance_tb SET balance = balance - ?1 WHERE user_name = ?2 AND balance >= ?1",
            [.integer(payment.amount.fen), .text(payment.user)])
        let left = try session.row(
            "SELECT balance FROM balance_tb WHERE user_name = ?", [.text(payment.user)])
        guard let left else { return .rollback(.failure(Self.unknown(payment.user))) }
        let balance = Money(fen: try left.integer("balance"))
        guard changed == 1 else {
            let message = "\(payment.user) has \(balance) and needs \(payment.amount)"
            return .rollback(.failure(Refusal(kind: .insufficientBalance, message: message)))
        }
        try session.execute(
            """
            INSERT INTO payment_tb
                (order_id, user_name, amount, balance_after, writer, instance, time, xid)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(payment.orderID), .text(payment.user), .integer(payment.amount.fen),
                .integer(balance.fen), .text(writer.component), .text(writer.instance),
                .integer(now()), xid.map { .text($0.text) } ?? .null,
            ])
        return .commit(.success(balance))
    }

    private static func answerAgain(
        _ payment: Payment, _ earlier: StoredRow
    ) throws -> Result<Money, Refusal> {
        guard try earlier.text("user_name") == payment.user,
            try earlier.integer("amount") == payment.amount.fen
        else {
            let message = "order \(payment.orderID) was paid with another user or amount"
            return .failure(Refusal(kind: .orderIDConflict, message: message))
        }
        return .success(Money(fen: try earlier.integer("balance_after")))
    }
}

extension BalanceLedger {
    /// How much was paid, by whom: what the lab checks read.
    public struct Evidence: Equatable, Sendable {
        /// Accounts opened.
        public var users = 0
        /// Payments that account processes wrote.
        public var payments = 0
        /// What they sum up to.
        public var paymentsTotal = Money.zero
        /// Payments that this launch of this process wrote.
        public var paymentsHere = 0
        /// What all users have together.
        public var balances = Money.zero
        /// What is frozen for all of them together; below zero when something went wrong.
        public var frozen = Money.zero
    }

    /// Counts the tables.
    public func evidence() async throws(StorageError) -> Evidence {
        try await store.read { session in
            let sums = try session.row(
                """
                SELECT COUNT(*) AS users, COALESCE(SUM(balance), 0) AS balances,
                    COALESCE(SUM(freezed), 0) AS frozen
                FROM balance_tb
                """, [])
            let payments = try session.row(
                """
                SELECT COUNT(*) AS payments, COALESCE(SUM(amount), 0) AS total,
                    COALESCE(SUM(instance = ?), 0) AS here
                FROM payment_tb WHERE writer = 'account'
                """, [.text(writer.instance)])
            return Evidence(
                users: Int(try sums?.integer("users") ?? 0),
                payments: Int(try payments?.integer("payments") ?? 0),
                paymentsTotal: Money(fen: try payments?.integer("total") ?? 0),
                paymentsHere: Int(try payments?.integer("here") ?? 0),
                balances: Money(fen: try sums?.integer("balances") ?? 0),
                frozen: Money(fen: try sums?.integer("frozen") ?? 0))
        }
    }

    /// A refusal before it is thrown: a transaction answers it as a value.
    struct Refusal: Error {
        let kind: BalanceRefusal
        let message: String

        var failure: BalanceFailure { .refused(kind, message: message) }
    }

    static func unknown(_ user: String) -> Refusal {
        Refusal(kind: .unknownUser, message: "no account of \(user) was opened")
    }

    static func check(_ payment: Payment) throws(BalanceFailure) {
        try check(name: payment.user)
        guard payment.amount > .zero, payment.amount <= .limit else {
            throw .refused(.badRequest, message: "\(payment.amount) is no amount to pay")
        }
        guard (1...64).contains(payment.orderID.utf8.count) else {
            throw .refused(.badRequest, message: "an order id has 1 to 64 bytes")
        }
    }

    private static func check(name: String) throws(BalanceFailure) {
        guard (1...64).contains(name.utf8.count), !name.unicodeScalars.contains("\0") else {
            throw .refused(.badRequest, message: "a user's name has 1 to 64 bytes")
        }
    }

    /// Runs a transaction; sorts what the database may answer by what the caller may conclude.
    private func attempt<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Completion<Result<Value, Refusal>>
    ) async throws(BalanceFailure) -> Value {
        let result: Result<Value, Refusal>
        do throws(StorageError) {
            result = try await store.write(body)
        } catch .commitUncertain(let reason) {
            throw .unknown(reason)
        } catch {
            throw .unreachable("\(error)")
        }
        switch result {
        case .success(let value): return value
        case .failure(let refusal): throw refusal.failure
        }
    }
}
