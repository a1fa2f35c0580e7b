import Wire

/// An amount that leaves an account for an order.
public struct Payment: Hashable, Sendable {
    /// The order it pays for; a payment's identity.
    public var orderID: String
    /// Whose account pays.
    public var user: String
    /// How much; above zero.
    public var amount: Money

    /// A payment from its parts.
    public init(orderID: String, user: String, amount: Money) {
        self.orderID = orderID
        self.user = user
        self.amount = amount
    }
}
