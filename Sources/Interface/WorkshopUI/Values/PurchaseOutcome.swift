import BookstoreAPI
import Wire

/// What became of a purchase.
public enum PurchaseOutcome: Equatable, Sendable {
    /// Bought, and how long the answer took.
    case bought(Receipt, microseconds: Int)
    /// Not bought, or not known to be.
    case failed(BookstoreFailure)

    /// Whether the money may have moved or not.
    var isInDoubt: Bool {
        switch self {
        case .bought: false
        case .failed(.refused(let body, _)): body.code == BookstoreCode.paymentUnknown.rawValue
        case .failed(.unreachable): false
        case .failed(.unknown): true
        }
    }
}
