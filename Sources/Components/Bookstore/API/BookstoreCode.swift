/// The codes that the bookstore refuses with, and the HTTP status of each.
public enum BookstoreCode: String, Sendable, CaseIterable {
    /// A field is missing, has the wrong type or a value that cannot be.
    case badRequest = "bad_request"
    /// The count is no whole number from 1 to 10,000.
    case invalidCount = "invalid_count"
    /// The request comes from a page of another origin.
    case foreignOrigin = "foreign_origin"
    /// No user of that name was created.
    case unknownUser = "unknown_user"
    /// No book has that code.
    case unknownProduct = "unknown_product"
    /// Fewer are left than asked for; `details.stock` says how many.
    case insufficientStock = "insufficient_stock"
    /// The account has less than the total.
    case insufficientBalance = "insufficient_balance"
    /// The order id belongs to an order with another content.
    case orderIDConflict = "order_id_conflict"
    /// The body is larger than 64 KiB.
    case tooLarge = "too_large"
    /// The account service was not reached; certainly nothing moved.
    case accountUnreachable = "account_unreachable"
    /// Too much is going on, or the database is held by others; certainly nothing moved.
    case busy = "busy"
    /// The global transaction was rolled back; nothing of the purchase counts.
    case rolledBack = "rolled_back"
    /// Whether the money moved is not known; the order is set aside. Ask again with its id.
    case paymentUnknown = "payment_unknown"

    /// The HTTP status it goes with.
    public var status: Int {
        switch self {
        case .badRequest, .invalidCount: 400
        case .foreignOrigin: 403
        case .unknownUser, .unknownProduct: 404
        case .insufficientStock, .insufficientBalance, .orderIDConflict: 409
        case .tooLarge: 413
        case .accountUnreachable, .busy, .rolledBack: 503
        case .paymentUnknown: 504
        }
    }
}
