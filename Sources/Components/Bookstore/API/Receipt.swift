import Wire

/// What a purchase came to.
public struct Receipt: Codable, Hashable, Sendable {
    /// The order's id, for asking again and for the list of orders.
    public var orderId: String
    /// Which book.
    public var productCode: String
    /// How many.
    public var count: Int
    /// What was paid.
    public var total: Money
    /// What was left in the account right after.
    public var balance: Money

    /// A receipt from its parts.
    public init(orderId: String, productCode: String, count: Int, total: Money, balance: Money) {
        self.orderId = orderId
        self.productCode = productCode
        self.count = count
        self.total = total
        self.balance = balance
    }
}
