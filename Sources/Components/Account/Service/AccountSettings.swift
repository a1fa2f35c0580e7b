/// How an account instance runs: what account.yaml says, and where its data is.
public struct AccountSettings: Equatable, Sendable {
    /// The name by which the registry knows it; `balance_mng` in the original.
    public var name: String
    /// Where it serves Bolt on 127.0.0.1; 0 for any port, as every instance after the first has.
    public var port: Int
    /// Keeps one person's services apart from another's; empty for none.
    public var uniqueID: String
    /// The registry's address, `127.0.0.1:9600`.
    public var registry: String
    /// The path of balance.db, which instances share.
    public var balancePath: String
    /// How it takes part in global transactions; nil when it does not.
    public var transactions: AccountTransactions?

    /// Settings from their parts.
    public init(
        name: String, port: Int, uniqueID: String, registry: String, balancePath: String,
        transactions: AccountTransactions? = nil
    ) {
        self.name = name
        self.port = port
        self.uniqueID = uniqueID
        self.registry = registry
        self.balancePath = balancePath
        self.transactions = transactions
    }
}

/// How an account takes part in global transactions.
public struct AccountTransactions: Equatable, Sendable {
    /// The coordinator's host.
    public var host: String
    /// The coordinator's port.
    public var port: Int
    /// Whether tries are kept apart from confirmations and cancellations; false only to see what
    /// happens then.
    public var isFenced: Bool

    /// Settings from their parts.
    public init(host: String, port: Int, isFenced: Bool = true) {
        self.host = host
        self.port = port
        self.isFenced = isFenced
    }
}
