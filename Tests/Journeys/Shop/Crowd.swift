import BookstoreAPI
import HTTPClient
import LabRuntime
import Synchronization
import TestSupport
import Wire

/// Many who buy at once over HTTP, each order with an id, and what they were told. A class, because
/// whoever breaks things meanwhile watches it.
final class Crowd: Sendable {
    /// What a failed asking says about the money.
    enum Word: String, Comparable {
        /// Certainly nothing moved.
        case nothingMoved
        /// In doubt: asking again with the same id tells.
        case inDoubt
        /// The answer broke off: asking again with the same id tells.
        case brokenOff

        static func < (left: Word, right: Word) -> Bool { left.rawValue < right.rawValue }
    }

    struct Told {
        /// Purchases that were acknowledged, by order id.
        var bought: [String: Receipt] = [:]
        /// Orders that nobody asked for again after the word that certainly nothing moved.
        var givenUp: Set<String> = []
        /// Orders of which an asking was left open: what is said of a later one does not settle it.
        var open: Set<String> = []
        /// How often each word was given.
        var words: [Word: Int] = [:]
        /// Answers that say nothing of the kind.
        var strange: [String] = []
    }

    static let buyers = 16

    let shop: BookstoreClient
    let user: String
    let ordersEach: Int
    private let told = Mutex(Told())

    init(port: Int, user: String = "user0", ordersEach: Int) {
        shop = BookstoreClient(
            HTTPClient(), at: .tcp(host: "127.0.0.1", port: port), deadline: .seconds(20))
        self.user = user
        self.ordersEach = ordersEach
    }

    /// What they were told until now.
    var sofar: Told { told.withLock { $0 } }

    /// How many orders are over: bought or given up.
    var finished: Int { told.withLock { $0.bought.count + $0.givenUp.count } }

    /// How many orders there will be.
    var orders: Int { Self.buyers * ordersEach }

    /// Returns when every order is bought, or given up after the word that nothing moved: every third
    /// gives up then, the others ask again.
    func buy() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for buyer in 0..<Self.buyers {
                group.addTask {
                    for number in 0..<self.ordersEach {
                        try await self.buy(buyer: buyer, number: number)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func buy(buyer: Int, number: Int) async throws {
        let request = PurchaseRequest(
            userName: user, productCode: "0000\(1 + (buyer + number) % 5)",
            count: 1 + number % 3, orderId: "b\(buyer)-\(number)")
        try await eventually("order b\(buyer)-\(number)", within: .seconds(60)) {
            try await self.ask(request, givesUp: (buyer + number).isMultiple(of: 3))
        }
    }

    /// Asks once; nil when it has to be asked again.
    private func ask(_ request: PurchaseRequest, givesUp: Bool) async throws -> Bool? {
        let orderID = request.orderId ?? ""
        do throws(BookstoreFailure) {
            let receipt = try await shop.buy(request)
            told.withLock { $0.bought[orderID] = receipt }
            return true
        } catch {
            let word = word(of: error)
            return told.withLock { told -> Bool? in
                guard let word else {
                    told.strange.append("\(error)")
                    told.givenUp.insert(orderID)
                    return true
                }
                told.words[word, default: 0] += 1
                if word != .nothingMoved { told.open.insert(orderID) }
                guard givesUp, !told.open.contains(orderID) else { return nil }
                told.givenUp.insert(orderID)
                return true
            }
        }
    }

    private func word(of failure: BookstoreFailure) -> Word? {
        switch failure {
        case .unreachable: .nothingMoved
        case .unknown: .brokenOff
        case .refused(let body, _):
            switch BookstoreCode(rawValue: body.code) {
            case .accountUnreachable, .busy, .rolledBack: .nothingMoved
            case .paymentUnknown: .inDoubt
            default: nil
            }
        }
    }
}
