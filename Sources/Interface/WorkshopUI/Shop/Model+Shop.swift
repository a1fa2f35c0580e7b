import BookstoreAPI
import Wire

extension Model {
    /// Takes over what the bookstore answered.
    mutating func take(_ reading: ShopReading) {
        schedule.answer(.shop, at: now)
        let before = shop.reading
        live.changes.note(.balance, from: before?.balance, to: reading.balance, at: now)
        for book in reading.books {
            let old = before?.books.first { $0.productCode == book.productCode }
            live.changes.note(
                .stock(book.productCode), from: old?.stockCount, to: book.stockCount, at: now)
            live.changes.note(
                .owned(book.productCode), from: old?.ownedCount ?? 0, to: book.ownedCount ?? 0,
                at: now)
        }
        shop.failure = nil
        shop.reading = reading
        shop.gapBefore = shop.gap
        shop.gap = reading.gap
        // One reading is not believed: a second one settles it.
        if shop.gap != shop.gapBefore { schedule.wake(.shop, at: now) }
        shop.selection = min(shop.selection, max(0, reading.books.count - 1))
        shop.unsettled.removeAll { order in
            reading.orders.contains { $0.orderId == order.orderId }
        }
    }

    /// More or fewer of the book.
    mutating func changeCount(by step: Int) {
        shop.count = min(
            max(PurchaseRequest.counts.lowerBound, shop.count + step),
            PurchaseRequest.counts.upperBound)
    }

    /// Asks whether to order what is chosen, naming the total.
    mutating func askToBuy() {
        guard let book = shop.book, let total = shop.total else { return }
        question = .buy(code: book.productCode, count: shop.count, total: total)
    }

    /// Sends an order.
    mutating func buy(code: String, count: Int, total: Money) -> [Command] {
        orderCount += 1
        let purchase = PurchaseRequest(
            userName: settings.user, productCode: code, count: count,
            orderId: "\(settings.orderSeed)-\(orderCount)")
        return send(.init(purchase: purchase, total: total, time: now))
    }

    /// Asks again about the oldest order in doubt, with the same order id.
    mutating func askAgain() -> [Command] {
        guard let order = shop.inDoubt.last else { return [] }
        let purchase = PurchaseRequest(
            userName: settings.user, productCode: order.productCode, count: order.count,
            orderId: order.orderId)
        return send(.init(purchase: purchase, total: order.total, time: order.time))
    }

    private mutating func send(_ underway: ShopState.Underway) -> [Command] {
        guard let port = live.bookstorePort else {
            refuse(words.shop.keyNeedsBookstore)
            return []
        }
        guard shop.underway == nil else {
            refuse(words.shop.keyBusy)
            return []
        }
        shop.underway = underway
        shop.note = nil
        return [.purchase(underway.purchase, port: port)]
    }

    /// An order was answered, or certainly was not.
    mutating func finishPurchase(_ id: String, _ outcome: PurchaseOutcome) -> [Command] {
        guard let underway = shop.underway, underway.purchase.orderId == id else { return [] }
        shop.underway = nil
        shop.note = .init(underway: underway, outcome: outcome)
        shop.unsettled.removeAll { $0.orderId == id }
        if outcome.isInDoubt {
            let order = Order(
                orderId: id, productCode: underway.purchase.productCode,
                count: underway.purchase.count, total: underway.total, status: .inDoubt,
                paidBy: live.measured.bookstore?.binding == .local ? .local : .remote,
                time: underway.time)
            shop.unsettled = [order] + shop.unsettled.prefix(19)
        }
        schedule.hurry(.shop, at: now)
        schedule.hurry(.evidence, at: now)
        return questions()
    }
}
