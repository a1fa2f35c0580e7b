import BookstoreAPI
import CoreMetrics
import Synchronization
import Wire

/// Counts what the shop sells and why it does not: `shop.orders` by outcome, books, money.
///
/// Outcomes, routes and product codes are few and fixed, so that no customer makes series. A class
/// with a lock around the series that are known, because purchases end on any thread.
final class ShopMeters: Sendable {
    private let factory: any MetricsFactory
    private let orders = Mutex<[String: Counter]>([:])
    private let books: [String: Counter]
    private let revenue: Counter

    init(factory: any MetricsFactory) {
        self.factory = factory
        let codes = Catalogue.entries.map(\.code)
        books = Dictionary(
            codes.map { code in
                (
                    code,
                    Counter(
                        label: "shop.books.sold", dimensions: [("product", code)],
                        factory: factory)
                )
            }, uniquingKeysWith: { first, _ in first })
        revenue = Counter(label: "shop.revenue.fen", factory: factory)
    }

    /// Counts a purchase that came to its end.
    func count(_ result: Result<Receipt, Refusal>, of order: OrderRecord, by route: Order.Route) {
        switch result {
        case .success:
            count("sold", by: route)
            books[order.productCode]?.increment(by: order.count)
            revenue.increment(by: order.total.fen)
        case .failure(let refusal):
            count(refusal, by: route)
        }
    }

    /// Counts a purchase that was refused.
    func count(_ refusal: Refusal, by route: Order.Route) {
        count(refusal.code.rawValue, by: route)
    }

    private func count(_ outcome: String, by route: Order.Route) {
        let counter = orders.withLock { known in
            let key = "\(outcome) \(route.rawValue)"
            if let counter = known[key] { return counter }
            let counter = Counter(
                label: "shop.orders",
                dimensions: [("outcome", outcome), ("route", route.rawValue)], factory: factory)
            known[key] = counter
            return counter
        }
        counter.increment()
    }
}
