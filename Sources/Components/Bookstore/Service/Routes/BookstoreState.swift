import Wire

/// The evidence at `GET /state`. Its keys are a contract with the lab checks.
struct BookstoreState: Codable, Equatable, Sendable {
    /// Somebody who answers for the account, and how often this launch has asked it.
    struct Provider: Codable, Equatable, Sendable {
        var address: String
        var calls: Int
    }

    var name: String
    var instance: String
    var uniqueId: String
    var binding: String
    var users: Int
    var orders: Int
    var booksSold: Int
    var booksLeft: Int
    var revenue: Money
    /// What all orders are worth, paid or in doubt.
    var ordersValue: Money
    var inDoubt: Int
    var booksInDoubt: Int
    var paidLocally: Int
    var paidRemotely: Int
    var refusals: [String: Int]
    var providers: [Provider]
    var registryConnected: Bool
    /// How purchases are kept whole: `off`, `at` or `tcc`.
    var transactions: String
    /// Whether the coordinator can be asked; nil where transactions are off.
    var coordinatorConnected: Bool?
    /// Undo logs of branches that are not over; nil where transactions are off.
    var undoLogs: Int?
    /// Undo logs that only keep a late phase 1 out.
    var tombstones: Int?
    /// What the user asked for has, where the account is inside: `GET /state?user=NAME`.
    var balance: Money?

    /// The evidence of a launch and its database.
    init(
        _ evidence: StockLedger.Evidence, name: String, instance: String, uniqueID: String,
        binding: BookstoreSettings.Binding, providers: [Provider] = [],
        registryConnected: Bool = false, transactions: String = "off",
        coordinatorConnected: Bool? = nil, balance: Money? = nil
    ) {
        self.name = name
        self.instance = instance
        self.uniqueId = uniqueID
        self.binding = binding.rawValue
        users = evidence.users
        orders = evidence.orders
        booksSold = evidence.booksSold
        booksLeft = evidence.booksLeft
        revenue = evidence.revenue
        ordersValue = evidence.ordersValue
        inDoubt = evidence.inDoubt
        booksInDoubt = evidence.booksInDoubt
        paidLocally = evidence.paidLocally
        paidRemotely = evidence.paidRemotely
        refusals = evidence.refusals
        self.providers = providers
        self.registryConnected = registryConnected
        self.transactions = transactions
        self.coordinatorConnected = coordinatorConnected
        self.balance = balance
    }
}
