import BookstoreAPI
import LabKit
import RegistryAPI
import Wire

extension PlainForm {
    private var text: PlainWords { model.words.plain }
    private var scene: Scene { Scene(model) }

    /// The books, what is chosen, the balance.
    func shop() -> [String] {
        guard let reading = model.shop.reading else {
            let state = model.live.component("bookstore")?.state
            let words = model.words.shop
            return state == .ready || state == .starting
                ? [words.loading] : [words.notRunning, text.next("start bookstore")]
        }
        let books = reading.books.map { book in
            let stock = text.stock(
                book.stockCount.map { Numbers.grouped($0) } ?? model.words.shop.unknown,
                Numbers.grouped(book.ownedCount ?? 0))
            return scene.joined(
                text.book(book.productCode, book.name),
                scene.joined(scene.yuan(book.price), stock))
        }
        return books + [balance, text.next(text.nextInShop)]
    }

    /// `balance: ¥ 999,901.00`.
    var balance: String {
        let amount = model.shop.reading?.balance.map { scene.yuan($0) }
        return text.balance(amount ?? model.words.shop.unknown)
    }

    /// What became of an order.
    func purchase() -> [String] {
        guard let note = model.shop.note else { return orders() }
        let words = model.words
        switch note.outcome {
        case .bought(let receipt, let microseconds):
            let what = "\(Numbers.grouped(receipt.count)) \(receipt.productCode)"
            let time = Numbers.milliseconds(microseconds)
            return [words.shop.bought(what, scene.yuan(receipt.total), time), balance]
        case .failed(let failure):
            let refusal = scene.refusal(
                of: failure, purchase: note.underway.purchase, total: note.underway.total)
            return wrapped(text.refused("\(refusal.what) \(refusal.moved) \(refusal.next)"))
                + [balance]
        }
    }

    /// The orders, newest first.
    func orders() -> [String] {
        let words = model.words.shop
        guard !model.shop.orders.isEmpty else { return [words.noOrders] }
        return model.shop.orders.prefix(20).map { order in
            let state =
                switch order.status {
                case .paid: words.paid
                case .pending: words.pending
                case .inDoubt: words.inDoubt
                }
            let parts = [
                scene.clock(order.time), "\(order.productCode)", Numbers.grouped(order.count),
                scene.yuan(order.total), order.paidBy == .local ? words.byLocal : words.byRemote,
            ]
            return text.order(state, parts.joined(separator: "  "))
        }
    }

    /// The components, then the registry as it was measured.
    func system() -> [String] {
        let components = model.live.components.map { sentence(about: $0) }
        return components + [text.next(text.nextInSystem)]
    }

    /// One component.
    func component(_ id: ComponentID) -> [String] {
        if let refusal = model.system.refusal, refusal.component == id {
            return [text.refused(refusal.reason[model.language])]
        }
        return model.live.components.filter { $0.name == id }.map { sentence(about: $0) }
    }

    private func sentence(about status: ComponentStatus) -> String {
        var parts = [model.words.system.word(status.state)]
        if let port = status.port { parts.append(text.port(String(port))) }
        if let pid = status.pid { parts.append(text.pid(String(pid))) }
        if let reason = status.reason(in: model.language) { parts.append(reason) }
        let joined = parts.dropFirst().reduce(parts[0]) { scene.joined($0, $1) }
        return text.component(status.name.description, joined)
    }

    /// What the registry answered.
    func registry() -> [String] {
        switch model.registryQuestion?.outcome {
        case .services(let services, _):
            let words = model.words.registry
            if services.isEmpty { return [words.empty, words.emptyMeans] }
            return services.flatMap { service in
                let subscribers = model.words.system.subscribers(String(service.subscribers))
                let providers = service.providers.map { text.provider($0.address) }
                return [text.service(scene.joined(service.name, subscribers))]
                    + (providers.isEmpty
                        ? [text.provider(model.words.system.noProviders)] : providers)
            }
        case .refused(let reason): return [text.refused(reason[model.language])]
        case .asking, nil: return []
        }
    }

    /// The newest lines of the logs, at most twenty.
    func logs() -> [String] {
        let shown = model.logs.shown.suffix(20)
        guard !shown.isEmpty else { return [model.words.logs.noLines] }
        return shown.map { line in
            "\(scene.clock(line.timeMilliseconds))  "
                + text.log(line.component.description, LogText(line.text).shown)
        } + [text.next(text.nextInLogs)]
    }
}
