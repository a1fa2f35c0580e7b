import FoundationEssentials
import Wire

/// The bookstore for a client: the web page's calls, typed. How bytes travel is the caller's.
///
/// ```swift
/// let shop = BookstoreClient { method, path, body throws(BookstoreFailure) in
///     try await send(method, path, body)
/// }
/// try await shop.createUser("user0")
/// let receipt = try await shop.buy(PurchaseRequest(userName: "user0", productCode: "00001", count: 2))
/// ```
public struct BookstoreClient: Sendable {
    /// What came back: any status is an answer.
    public struct Answer: Equatable, Sendable {
        /// The HTTP status.
        public var status: Int
        /// The whole body.
        public var body: [UInt8]

        /// An answer from its parts.
        public init(status: Int, body: [UInt8]) {
            self.status = status
            self.body = body
        }
    }

    /// Sends a request with a deadline of its own choosing; throws ``BookstoreFailure/unreachable(_:)``
    /// only when the server has certainly seen nothing.
    public typealias Transport =
        @Sendable (
            _ method: String, _ path: String, _ body: [UInt8]
        ) async throws(BookstoreFailure) -> Answer

    private let transport: Transport

    /// A client on a transport.
    public init(transport: @escaping Transport) {
        self.transport = transport
    }

    /// Makes a user with an account and a stock; for an old user it changes nothing.
    public func createUser(_ name: String) async throws(BookstoreFailure) {
        _ = try await ask("POST", "/createUser", UserBody(userName: name), for: JSONValue.self)
    }

    /// The books as a user sees them, by product code.
    public func books(of user: String) async throws(BookstoreFailure) -> [Book] {
        try await ask("GET", "/books?userName=\(user.percentEncoded)", for: [Book].self)
    }

    /// The books in the order of the active strategy; without one, the default order.
    public func sortedBooks(of user: String) async throws(BookstoreFailure) -> [Book] {
        try await ask(
            "GET", "/books?userName=\(user.percentEncoded)&order=sorted", for: [Book].self)
    }

    /// Buys. With an order id it is safe to send again after any failure.
    public func buy(_ request: PurchaseRequest) async throws(BookstoreFailure) -> Receipt {
        let answer = try await ask("POST", "/purchase", request, for: PurchaseAnswer.self)
        return Receipt(
            orderId: answer.orderId, productCode: request.productCode, count: request.count,
            total: Money(number: answer.total), balance: Money(number: answer.balance))
    }

    /// A user's orders, the newest first, at most 1,000.
    public func orders(of user: String) async throws(BookstoreFailure) -> [Order] {
        try await ask("GET", "/orders?userName=\(user.percentEncoded)", for: [Order].self)
    }

    /// What a user has in the account.
    public func balance(of user: String) async throws(BookstoreFailure) -> Money {
        let answer = try await ask(
            "POST", "/queryBalance", UserBody(userName: user), for: BalanceAnswer.self)
        return Money(number: answer.balance)
    }

    /// The evidence that lab checks read.
    public func state() async throws(BookstoreFailure) -> JSONValue {
        try await ask("GET", "/state", for: JSONValue.self)
    }
}

extension BookstoreClient {
    private struct UserBody: Encodable {
        let userName: String
    }

    private struct PurchaseAnswer: Decodable {
        let orderId: String
        let total: Double
        let balance: Double
    }

    private struct BalanceAnswer: Decodable {
        let balance: Double
    }

    private func ask<Value: Decodable>(
        _ method: String, _ path: String, _ body: (some Encodable)? = Optional<UserBody>.none,
        for _: Value.Type
    ) async throws(BookstoreFailure) -> Value {
        let bytes: [UInt8]
        do {
            bytes = try body.map { Array(try JSONEncoder().encode($0)) } ?? []
        } catch {
            throw .unreachable("the request cannot be written: \(error)")
        }
        let answer = try await transport(method, path, bytes)
        let data = Data(answer.body)
        if answer.status != 200, let reply = try? JSONDecoder().decode(ErrorReply.self, from: data)
        {
            throw .refused(reply.error, status: answer.status)
        }
        guard answer.status == 200, let value = try? JSONDecoder().decode(Value.self, from: data)
        else {
            throw .unknown("\(method) \(path) was answered with status \(answer.status)")
        }
        return value
    }
}

extension Money {
    /// From a JSON number of yuan, as the shop's old routes carry amounts: rounded to fen, which is
    /// exact for every amount an account can hold.
    init(number: Double) {
        self.init(fen: Int64(exactly: (number * 100).rounded()) ?? 0)
    }
}
