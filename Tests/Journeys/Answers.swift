import Wire

/// `status --json`.
struct StatusAnswer: Decodable {
    let components: [ComponentStatus]
    let fileProblems: [String]

    func component(_ name: String) -> ComponentStatus? {
        components.first { "\($0.name)" == name }
    }
}

/// `buy --json`.
struct BuyAnswer: Decodable, Equatable {
    var orderId: String
    var productCode: String
    var count: Int
    var total: String
    var balance: String
}

/// `balance --json`.
struct BalanceAnswer: Decodable, Equatable {
    var user: String
    var balance: String
}

/// `orders --json`, one of them.
struct OrderAnswer: Decodable, Equatable {
    var orderId: String
    var count: Int
    var total: String
    var status: String
}

/// `books --json`, one of them.
struct BookAnswer: Decodable, Equatable {
    var productCode: String
    var price: String
    var stockCount: Int
    var ownedCount: Int?
}
