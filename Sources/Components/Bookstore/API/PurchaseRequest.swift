import Wire

/// What a user wants to buy.
public struct PurchaseRequest: Codable, Hashable, Sendable {
    /// Who buys.
    public var userName: String
    /// Which book.
    public var productCode: String
    /// How many: 1 to 10,000.
    public var count: Int
    /// An id of the client's making, 1 to 64 of `A-Z a-z 0-9 . _ : -`. Sent twice it buys once; without
    /// one, every request buys.
    public var orderId: String?

    /// A request from its parts.
    public init(userName: String, productCode: String, count: Int, orderId: String? = nil) {
        self.userName = userName
        self.productCode = productCode
        self.count = count
        self.orderId = orderId
    }

    /// How many copies one order may have.
    public static let counts = 1...10_000

    /// Whether a text can be the id of an order.
    public static func isOrderID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                case 0x2D, 0x2E, 0x3A, 0x5F: true
                default: false
                }
            }
    }
}
