import Wire

/// A book as one user sees it: the stock is the user's own, 10,000 of each at first.
public struct Book: Codable, Hashable, Sendable {
    /// `00001`
    public var productCode: String
    /// The title.
    public var name: String
    /// In the order of the title page.
    public var authors: [String]
    /// For one copy.
    public var price: Money
    /// How many can still be bought; nil where no user was asked for.
    public var stockCount: Int?
    /// How many the user has bought and paid for; nil where none.
    public var ownedCount: Int?

    /// A book from its parts.
    public init(
        productCode: String, name: String, authors: [String], price: Money, stockCount: Int?,
        ownedCount: Int?
    ) {
        self.productCode = productCode
        self.name = name
        self.authors = authors
        self.price = price
        self.stockCount = stockCount
        self.ownedCount = ownedCount
    }
}
