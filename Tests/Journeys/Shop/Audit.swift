import BookstoreAPI
import Testing
import Wire

/// The books of a shop after something happened to it.
struct Audit {
    let balance: Money
    let books: [Book]
    let orders: [Order]

    static let opening = Money(yuan: 1_000_000)
    static let stock = 10_000

    init(of user: String = "user0", in shop: BookstoreClient) async throws {
        balance = try await shop.balance(of: user)
        books = try await shop.books(of: user)
        orders = try await shop.orders(of: user)
    }

    /// Money and the value of what is paid are what the money was; stock and what is owned are what
    /// the stock was; and nothing is in doubt.
    func expectAgreement(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(
            orders.filter { $0.status != .paid } == [], "in doubt", sourceLocation: sourceLocation)
        let paid = orders.reduce(0) { $0 + $1.total.fen }
        #expect(
            balance.fen + paid == Self.opening.fen, "money is lost or found",
            sourceLocation: sourceLocation)
        for book in books {
            let ordered = orders.filter { $0.productCode == book.productCode }
                .reduce(0) { $0 + $1.count }
            #expect(book.ownedCount ?? 0 == ordered, sourceLocation: sourceLocation)
            #expect(
                (book.stockCount ?? 0) + (book.ownedCount ?? 0) == Self.stock,
                "copies of \(book.productCode) are lost or found", sourceLocation: sourceLocation)
        }
    }

    /// Every purchase that was acknowledged is there once, with what was paid; what was given up as
    /// not moved is not there.
    func expect(_ told: Crowd.Told, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(told.strange == [], sourceLocation: sourceLocation)
        #expect(
            orders.map(\.orderId).sorted() == told.bought.keys.sorted(),
            sourceLocation: sourceLocation)
        for order in orders {
            let receipt = told.bought[order.orderId]
            #expect(
                receipt?.total == order.total && receipt?.count == order.count,
                "\(order.orderId)", sourceLocation: sourceLocation)
        }
        #expect(told.givenUp.isDisjoint(with: told.bought.keys), sourceLocation: sourceLocation)
    }
}
