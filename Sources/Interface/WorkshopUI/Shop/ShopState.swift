import BookstoreAPI
import Wire

/// The shop screen.
struct ShopState: Equatable {
    /// A purchase that was sent.
    struct Underway: Equatable {
        var purchase: PurchaseRequest
        var total: Money
        var time: Int64
    }

    /// What became of the last purchase, shown beside the stepper until the next one.
    struct Note: Equatable {
        var underway: Underway
        var outcome: PurchaseOutcome
    }

    /// What the bookstore answered last.
    var reading: ShopReading?
    /// Why it could not be read last.
    var failure: BookstoreFailure?
    /// The selected book.
    var selection = 0
    /// How many to order, 1 to 10,000.
    var count = 1
    /// A purchase on its way.
    var underway: Underway?
    /// What became of the last one.
    var note: Note?
    /// Orders of this session in doubt that no list of orders has shown yet, newest first; at most
    /// 20.
    var unsettled: [Order] = []
    /// What books and money lacked in the last reading.
    var gap: Money?
    /// What they lacked in the one before. Only what two readings say is shown: a purchase may come
    /// between the questions of one reading.
    var gapBefore: Money?

    /// The selected book.
    var book: Book? {
        guard let books = reading?.books, books.indices.contains(selection) else { return nil }
        return books[selection]
    }

    /// What the order would cost.
    var total: Money? {
        book?.price.times(count)
    }

    /// The orders known: those in doubt and not yet listed, then the list.
    var orders: [Order] {
        let listed = reading?.orders ?? []
        return unsettled.filter { order in !listed.contains { $0.orderId == order.orderId } }
            + listed
    }

    /// The orders in doubt, newest first.
    var inDoubt: [Order] {
        orders.filter { $0.status == .inDoubt }
    }

    /// What can be said about books and money.
    enum Invariant: Equatable {
        /// Not measured.
        case unknown
        /// Nothing is missing.
        case holds
        /// Two readings differ: something moves just now.
        case settling
        /// Money is missing (positive) or there is too much of it (negative).
        case apart(Money)
    }

    /// Whether books bought and money left make up what the user started with.
    var invariant: Invariant {
        guard let gap else { return .unknown }
        if gap == .zero { return .holds }
        return gap == gapBefore ? .apart(gap) : .settling
    }
}
