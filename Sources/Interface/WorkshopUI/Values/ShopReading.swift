import BookstoreAPI
import Wire

/// What the bookstore answered about one user, read together.
public struct ShopReading: Equatable, Sendable {
    /// Whose it is.
    public var user: String
    /// What the account holds; nil when the account could not be asked, the books still being there.
    public var balance: Money?
    /// The books in the shop's order.
    public var books: [Book]
    /// The user's orders, newest first; at most 100 are kept.
    public var orders: [Order]
    /// What a user starts with.
    public var openingBalance: Money

    /// A reading from its parts.
    public init(
        user: String, balance: Money?, books: [Book], orders: [Order] = [],
        openingBalance: Money = Money(yuan: 1_000_000)
    ) {
        self.user = user
        self.balance = balance
        self.books = books
        self.orders = Array(orders.prefix(100))
        self.openingBalance = openingBalance
    }

    /// What the books bought and the money left lack to what the user started with: zero when
    /// nothing is missing, nil when the balance is not known.
    var gap: Money? {
        guard let balance else { return nil }
        var sum: Money? = balance
        for book in books {
            guard let worth = book.price.times(book.ownedCount ?? 0) else { return nil }
            sum = sum?.adding(worth)
        }
        return sum.flatMap { openingBalance.subtracting($0) }
    }
}
