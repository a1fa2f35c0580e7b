import Wire

/// The evidence at `GET /state`. Its keys are a contract with the lab checks.
struct AccountState: Codable, Equatable, Sendable {
    var name: String
    var instance: String
    var uniqueId: String
    /// The services it has published, by unique name.
    var published: [String]
    var users: Int
    var payments: Int
    var paymentsTotal: Money
    var paymentsHere: Int
    var calls: [String: Int]
    var registryConnected: Bool
    /// What all users have together.
    var balances: Money
    /// What is frozen for all of them together.
    var frozen: Money
    /// Whether the coordinator can be asked; nil where transactions are off.
    var coordinatorConnected: Bool?
    /// Undo logs of branches that are not over; nil where transactions are off.
    var undoLogs: Int?
    /// Undo logs that only keep a late phase 1 out.
    var tombstones: Int?
    /// How many fences stand where.
    var fences: [String: Int]?
    /// What the user asked for has: `GET /state?user=NAME`. Asking so is no call.
    var balance: Money?
}
