import BookstoreAPI
import Storage
import Wire

/// One user's row of one book, with what the user owns of it.
struct StockRecord: Equatable, Sendable {
    var productCode: String
    var name: String
    var description: String
    var price: Money
    var stock: Int
    var owned: Int?

    init(_ row: StoredRow) throws(StorageError) {
        productCode = try row.text("product_code")
        name = try row.text("name")
        description = try row.text("description")
        price = Money(fen: try row.integer("price"))
        stock = Int(try row.integer("count"))
        owned = try row.integerIfAny("owned").map { Int($0) }
    }

    var book: Book {
        Book(
            productCode: productCode, name: name,
            authors: Catalogue.entry(productCode)?.authors ?? [], price: price, stockCount: stock,
            ownedCount: owned)
    }
}
