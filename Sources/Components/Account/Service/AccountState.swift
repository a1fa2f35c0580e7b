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
}
