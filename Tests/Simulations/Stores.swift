import AccountAPI
import CoordinatorAPI
import CoordinatorCore
import Storage
import Wire

@testable import AccountService
@testable import BookstoreService
@testable import CoordinatorService
@testable import Transactions

/// The three databases, which outlive every process.
struct Stores {
    let coordinator: MemoryDatabase
    let stock: MemoryDatabase
    let balance: MemoryDatabase
    let mutation: Mutation

    static let stockCount: Int64 = 30
    static let opening = Money(yuan: 2_000)
    static let price = Money(yuan: 100)

    init(mutation: Mutation, users: [String]) throws {
        self.mutation = mutation
        coordinator = try MemoryDatabase(migrations: CoordinatorSchema.migrations)
        stock = try MemoryDatabase(migrations: mutation.changed(BookstoreSchema.migrations))
        balance = try MemoryDatabase(migrations: mutation.changed(AccountSchema.migrations))
        for user in users {
            for product in TransactionWorld.products {
                _ = try stock.write { session in
                    .commit(
                        try session.execute(
                            """
                            INSERT INTO stock_tb
                                (product_code, name, description, price, count, user_name)
                            VALUES (?, 'a book', '', ?, ?, ?)
                            """,
                            [
                                .text(product), .integer(Self.price.fen),
                                .integer(Self.stockCount), .text(user),
                            ]))
                }
            }
            _ = try balance.write { session in
                .commit(
                    try session.execute(
                        "INSERT INTO balance_tb (user_name, balance) VALUES (?, ?)",
                        [.text(user), .integer(Self.opening.fen)]))
            }
        }
    }

    func database(of node: TransactionWorld.Node) -> MemoryDatabase {
        switch node {
        case .coordinator: coordinator
        case .bookstore: stock
        case .account, .account2: balance
        }
    }

    func tables(of node: TransactionWorld.Node) -> [ATTable] {
        node == .bookstore ? StockLedger.tables : BalanceBranches.tables
    }

    static func resource(of node: TransactionWorld.Node) -> String {
        node == .bookstore ? StockLedger.resource : BalanceBranches.resource
    }

    static let action = BalanceService.action(uniqueID: "")

    var tryAction: MinusBalanceAction {
        MinusBalanceAction(
            name: Self.action, writer: .init(component: "account", instance: "sim"),
            now: { 1_700_000_000_000 })
    }

    // MARK: The coordinator

    /// Writes a turn down in one transaction; answers the conflict, if any.
    func write(_ turn: CoordinatorTurn) throws -> ChangeConflict? {
        try coordinator.write { session in
            let tables = CoordinatorTables(
                session: MutatedSession(inner: session, mutation: mutation))
            do {
                for change in turn.changes {
                    try tables.apply(
                        change, history: change.ended.flatMap { turn.histories[$0] } ?? "")
                }
                return .commit(nil)
            } catch let conflict as ChangeConflict {
                return .rollback(conflict)
            }
        }
    }

    func records() throws -> CoordinatorRecords {
        try coordinator.write { .rollback(try CoordinatorTables(session: $0).records()) }
    }

    func outcome(of xid: XID) throws -> GlobalStatus? {
        try coordinator.write {
            .rollback(try CoordinatorTables(session: $0).outcome(of: xid)?.status)
        }
    }

    func takeFirstNumber(now: Int64) throws -> Int64 {
        try coordinator.write {
            .commit(try CoordinatorTables(session: $0).takeFirstNumber(now: now))
        }
    }
}
