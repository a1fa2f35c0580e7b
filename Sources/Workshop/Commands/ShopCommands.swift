import ArgumentParser
import BookstoreAPI
import Foundation
import HTTPClient
import LabRuntime
import Wire

/// Where the shop is, and whose purse.
struct ShopOptions: ParsableArguments {
    @Option(help: "The user who buys.") var user = "user0"
    @Option(help: "A bookstore elsewhere, for instance http://127.0.0.1:8080.") var url: String?

    func validate() throws {
        if let url, BookstoreAddress.parse(url) == nil {
            throw ValidationError("--url is http://HOST:PORT")
        }
    }
}

/// A command that speaks to the bookstore.
protocol ShopCommand: SessionCommand {
    var shop: ShopOptions { get }

    func run(in session: Session, with client: BookstoreClient) async throws(BookstoreFailure)
}

extension ShopCommand {
    func run(in session: Session) async throws {
        let address: HTTPClient.Address
        if let url = shop.url.flatMap(BookstoreAddress.parse) {
            address = url
        } else {
            address = try await BookstoreAddress.find(in: session)
        }
        let client = BookstoreClient(
            session.http, at: address, deadline: BookstoreAddress.deadline)
        do throws(BookstoreFailure) {
            try await client.createUser(shop.user)
            try await run(in: session, with: client)
        } catch {
            throw Failure(error)
        }
    }
}

/// The books.
struct BooksCommand: ShopCommand {
    static let configuration = CommandConfiguration(
        commandName: "books", abstract: "List the books: price, stock, how many you own.")

    @OptionGroup var shop: ShopOptions
    @OptionGroup var options: GlobalOptions

    func run(in session: Session, with client: BookstoreClient) async throws(BookstoreFailure) {
        let books = try await client.books(of: shop.user)
        if session.asJSON {
            Output.json(books)
            return
        }
        let heads =
            session.language == .english
            ? ["code", "title", "authors", "price", "stock", "owned"]
            : ["编号", "书名", "作者", "单价", "库存", "已购"]
        var table = Table(heads, [.left, .left, .left, .right, .right, .right])
        for book in books {
            table.add([
                book.productCode, book.name, book.authors.joined(separator: ", "),
                book.price.grouped, book.stockCount.map { "\($0)" } ?? "-",
                "\(book.ownedCount ?? 0)",
            ])
        }
        for line in table.lines { Output.line(line) }
    }
}

/// Buys.
struct BuyCommand: ShopCommand {
    static let configuration = CommandConfiguration(
        commandName: "buy", abstract: "Buy a book.",
        discussion: "Sent twice with the same --order-id it buys once.")

    @Argument(help: "The product code, for instance 00001.") var code: String
    @Option(help: "How many, 1 to 10000.") var count = 1
    @Option(help: "The order's id; made up when not given.") var orderID: String?
    @OptionGroup var shop: ShopOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if let orderID, !PurchaseRequest.isOrderID(orderID) {
            throw ValidationError("--order-id is 1 to 64 of A-Z a-z 0-9 . _ : -")
        }
    }

    func run(in session: Session, with client: BookstoreClient) async throws(BookstoreFailure) {
        let id = orderID ?? "cli-\(UUID().uuidString.lowercased())"
        let receipt = try await client.buy(
            PurchaseRequest(userName: shop.user, productCode: code, count: count, orderId: id))
        if session.asJSON {
            Output.json(receipt)
        } else if session.language == .english {
            Output.line(
                "bought \(receipt.count) × \(receipt.productCode) for ¥ \(receipt.total.grouped); "
                    + "balance ¥ \(receipt.balance.grouped); order \(receipt.orderId)")
        } else {
            Output.line(
                "已购买 \(receipt.productCode) × \(receipt.count)，共 ¥ \(receipt.total.grouped)；"
                    + "余额 ¥ \(receipt.balance.grouped)；订单 \(receipt.orderId)")
        }
    }
}

/// The orders.
struct OrdersCommand: ShopCommand {
    static let configuration = CommandConfiguration(
        commandName: "orders", abstract: "List your orders, the newest first.")

    @OptionGroup var shop: ShopOptions
    @OptionGroup var options: GlobalOptions

    func run(in session: Session, with client: BookstoreClient) async throws(BookstoreFailure) {
        let orders = try await client.orders(of: shop.user)
        if session.asJSON {
            Output.json(orders)
            return
        }
        let english = session.language == .english
        var table = Table(
            english
                ? ["order", "code", "count", "total", "status", "paid by"]
                : ["订单", "编号", "数量", "金额", "状态", "付款方式"],
            [.left, .left, .right, .right, .left, .left])
        for order in orders {
            table.add([
                order.orderId, order.productCode, "\(order.count)", order.total.grouped,
                Self.word(for: order.status, english: english),
                Self.word(for: order.paidBy, english: english),
            ])
        }
        for line in table.lines { Output.line(line) }
    }

    private static func word(for status: Order.Status, english: Bool) -> String {
        switch status {
        case .pending: english ? "pending" : "处理中"
        case .paid: english ? "paid" : "已付款"
        case .inDoubt: english ? "in doubt" : "结果未知"
        }
    }

    private static func word(for route: Order.Route, english: Bool) -> String {
        switch route {
        case .local: english ? "the monolith" : "单体内"
        case .remote: english ? "the account, over the wire" : "账户服务（远程）"
        }
    }
}

/// The money.
struct BalanceCommand: ShopCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance", abstract: "Show what you have in the account.")

    @OptionGroup var shop: ShopOptions
    @OptionGroup var options: GlobalOptions

    /// The shape of `balance --json`.
    private struct Answer: Encodable {
        let user: String
        let balance: Money
    }

    func run(in session: Session, with client: BookstoreClient) async throws(BookstoreFailure) {
        let balance = try await client.balance(of: shop.user)
        if session.asJSON {
            Output.json(Answer(user: shop.user, balance: balance))
        } else {
            Output.line("\(shop.user)  ¥ \(balance.grouped)")
        }
    }
}
