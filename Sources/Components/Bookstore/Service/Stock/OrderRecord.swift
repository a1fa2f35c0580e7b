import BookstoreAPI
import Storage
import Wire

/// An order as stock.db keeps it.
struct OrderRecord: Equatable, Sendable {
    var orderID: String
    var user: String
    var productCode: String
    var count: Int
    var unitPrice: Money
    var status: Order.Status
    var paidBy: Order.Route
    /// What was left in the account after the payment; nil until it is paid.
    var balanceAfter: Money?
    var time: Int64

    /// What it costs. Prices and counts are bounded far below where the product could overflow.
    var total: Money {
        unitPrice.times(count) ?? .limit
    }

    var order: Order {
        Order(
            orderId: orderID, productCode: productCode, count: count, total: total,
            status: status, paidBy: paidBy, time: time)
    }

    /// The receipt of a paid order.
    func receipt(balance: Money) -> Receipt {
        Receipt(
            orderId: orderID, productCode: productCode, count: count, total: total,
            balance: balance)
    }

    /// Whether it is the order that a request with its id asks for.
    func matches(_ request: PurchaseRequest) -> Bool {
        user == request.userName && productCode == request.productCode && count == request.count
    }

    init(_ row: StoredRow) throws(StorageError) {
        orderID = try row.text("order_id")
        user = try row.text("user_name")
        productCode = try row.text("product_code")
        count = Int(try row.integer("count"))
        unitPrice = Money(fen: try row.integer("unit_price"))
        status = Order.Status(rawValue: try row.text("status")) ?? .pending
        paidBy = Order.Route(rawValue: try row.text("paid_by")) ?? .remote
        balanceAfter = try row.integerIfAny("balance_after").map { Money(fen: $0) }
        time = try row.integer("time")
    }

    init(_ request: PurchaseRequest, orderID: String, price: Money, route: Order.Route, time: Int64)
    {
        self.orderID = orderID
        user = request.userName
        productCode = request.productCode
        count = request.count
        unitPrice = price
        status = .pending
        paidBy = route
        self.time = time
    }
}
