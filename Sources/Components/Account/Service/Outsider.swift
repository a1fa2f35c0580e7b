import Foundation
import Storage
import Wire

/// Somebody who writes to balance.db past the account and past every coordinator, as a script in a shell
/// would: what Lab 3 calls a write behind the coordinator's back.
public struct Outsider: Sendable {
    private let store: SQLiteStore

    /// Opens the database; nil when there is none yet.
    ///
    /// - Parameter path: of balance.db.
    public init?(path: String) throws(StorageError) {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        store = try SQLiteStore.open(path: path, migrations: AccountSchema.migrations)
    }

    /// Adds to a balance, and tells nobody.
    ///
    /// - Returns: the balance after it; nil when there is no such user.
    public func add(_ amount: Money, to user: String) async throws(StorageError) -> Money? {
        try await store.write { session in
            try session.execute(
                "UPDATE balance_tb SET balance = balance + ? WHERE user_name = ?",
                [.integer(amount.fen), .text(user)])
            let row = try session.row(
                "SELECT balance FROM balance_tb WHERE user_name = ?", [.text(user)])
            return .commit(try row.map { Money(fen: try $0.integer("balance")) })
        }
    }
}
