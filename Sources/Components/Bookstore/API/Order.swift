import Wire

/// An order that was taken down, as `GET /orders` lists it.
public struct Order: Codable, Hashable, Sendable {
    /// Where its payment stands. Unknown names of later versions decode as ``Status/pending``.
    public enum Status: String, Codable, Sendable, CaseIterable {
        /// Stock is set aside, the payment is on its way.
        case pending
        /// Stock and money have moved.
        case paid
        /// Nobody knows whether the money moved; asking again with the order id tells.
        case inDoubt = "in_doubt"

        /// Reads the name of a status; ``pending`` when it is not known.
        public init(from decoder: any Decoder) throws {
            let name = try decoder.singleValueContainer().decode(String.self)
            self = Status(rawValue: name) ?? .pending
        }
    }

    /// Who carried the payment out.
    public enum Route: String, Codable, Sendable, CaseIterable {
        /// The ledger in the bookstore's own process.
        case local
        /// The account service, over the wire.
        case remote
    }

    /// The client's id of it, or one that was made for the client.
    public var orderId: String
    /// Which book.
    public var productCode: String
    /// How many.
    public var count: Int
    /// Price times count, at the price of the moment.
    public var total: Money
    /// Where its payment stands.
    public var status: Status
    /// Who carried its payment out, or was asked to.
    public var paidBy: Route
    /// When it was taken down: milliseconds since 1970.
    public var time: Int64

    /// An order from its parts.
    public init(
        orderId: String, productCode: String, count: Int, total: Money, status: Status,
        paidBy: Route, time: Int64
    ) {
        self.orderId = orderId
        self.productCode = productCode
        self.count = count
        self.total = total
        self.status = status
        self.paidBy = paidBy
        self.time = time
    }
}
