/// How a bookstore runs: what bookstore.yaml says, and where its data is.
public struct BookstoreSettings: Equatable, Sendable {
    /// How the account is reached.
    public enum Binding: String, Sendable, CaseIterable {
        /// In this process, over the same database file.
        case local
        /// Over the wire, found in the registry.
        case bolt
    }

    /// The name by which the registry and the account know it; `stock_mng` in the original.
    public var name: String
    /// Where the shop listens on 127.0.0.1; 0 for any port.
    public var port: Int
    /// Keeps one person's services apart from another's; empty for none.
    public var uniqueID: String
    /// The registry's address, `127.0.0.1:9600`.
    public var registry: String
    /// How the account is reached.
    public var binding: Binding
    /// The path of stock.db.
    public var stockPath: String
    /// How purchases are kept whole; nil when they are not.
    public var transactions: BookstoreTransactions?
    /// How long a call to the account may take, all tries together.
    public var callDeadline: Duration

    /// Settings from their parts; three seconds a call, as SOFARPC has it.
    public init(
        name: String, port: Int, uniqueID: String, registry: String, binding: Binding,
        stockPath: String, transactions: BookstoreTransactions? = nil,
        callDeadline: Duration = .seconds(3)
    ) {
        self.name = name
        self.port = port
        self.uniqueID = uniqueID
        self.registry = registry
        self.binding = binding
        self.stockPath = stockPath
        self.transactions = transactions
        self.callDeadline = callDeadline
    }
}

/// How a bookstore keeps purchases whole.
public struct BookstoreTransactions: Equatable, Sendable {
    /// The coordinator's host.
    public var host: String
    /// The coordinator's port.
    public var port: Int
    /// Whether the account tries first, and then confirms or cancels; else it writes at once, and is
    /// undone from images if need be.
    public var usesTries: Bool

    /// Settings from their parts.
    public init(host: String, port: Int, usesTries: Bool) {
        self.host = host
        self.port = port
        self.usesTries = usesTries
    }
}
