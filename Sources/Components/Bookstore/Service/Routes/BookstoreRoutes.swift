import AccountAPI
import BookstoreAPI
import ComponentRuntime
import HTTPTypes
import Hummingbird
import LongPoll
import NIOCore
import Storage
import Wire

/// The shop over HTTP: the five calls of the original, what was added since, and the page.
struct BookstoreRoutes: Sendable {
    let stock: StockLedger
    let checkout: Checkout
    let account: any BalanceFacade
    /// Advances when somebody may have called the account; commits advance it by themselves.
    let changes: ChangeSignal
    let newNonce: @Sendable () -> String
    /// The evidence, with the balance of a user when one is named.
    let state: @Sendable (_ user: String?) async throws(StorageError) -> BookstoreState

    /// A router with all routes, guarded against pages of other origins.
    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: OriginGuard())
        router.post("/createUser") { request, _ in try await asked { try await create(request) } }
        router.post("/query") { request, _ in
            try await answer { try await query(request, sorted: false) }
        }
        router.post("/querySorted") { request, _ in
            try await answer { try await query(request, sorted: true) }
        }
        router.post("/purchase") { request, _ in try await asked { try await purchase(request) } }
        router.post("/queryBalance") { request, _ in
            try await asked { try await balance(request) }
        }
        addViews(to: router)
        return router
    }

    /// Answers what may have called the account, and says so.
    private func asked(_ handler: () async throws -> Response) async throws -> Response {
        defer { changes.advance() }
        return try await answer(handler)
    }

    private func create(_ request: Request) async throws -> Response {
        let user = try await fields(of: request).user()
        do {
            try await asking { () throws(BalanceFailure) in try await account.createUser(user) }
        } catch let refusal as Refusal {
            // An old user has an account already: looking at books needs nobody to confirm it.
            guard refusal.code == .accountUnreachable, try await stock.isUser(user) else {
                throw refusal
            }
        }
        try await stock.createUser(user)
        return text(JSONText.object([("success", JSONText.string("true"))]))
    }

    private func query(_ request: Request, sorted: Bool) async throws -> Response {
        let user = try await fields(of: request).user()
        let books = try await shelf(of: user, sorted: sorted)
        return text(JSONText.array(books.map(\.originalForm)))
    }

    private func purchase(_ request: Request) async throws -> Response {
        let wanted: PurchaseRequest
        do {
            wanted = try await fields(of: request).purchase()
        } catch let refusal as Refusal {
            try await stock.count(refusal)
            throw refusal
        }
        let receipt = try await checkout.buy(wanted).get()
        return text(
            JSONText.object([
                ("success", JSONText.string("true")),
                ("orderId", JSONText.string(receipt.orderId)),
                ("total", JSONText.number(receipt.total)),
                ("balance", JSONText.number(receipt.balance)),
            ]))
    }

    private func balance(_ request: Request) async throws -> Response {
        let user = try await fields(of: request).user()
        let balance = try await asking { () throws(BalanceFailure) in
            try await account.queryBalance(of: user)
        }
        return text(JSONText.object([("balance", JSONText.number(balance))]))
    }
}

extension BookstoreRoutes {
    /// A user's books in an order: by code, or as the strategy of the active module sorts them.
    /// Without a module, in reverse: the original's default.
    func shelf(of user: String, sorted: Bool) async throws -> [StockRecord] {
        let books = try await stock.books(of: user)
        guard !books.isEmpty else { throw Refusal.unknownUser(user) }
        return sorted ? books.reversed() : books
    }

    /// Turns what a handler throws into an answer with an error envelope.
    func answer(_ handler: () async throws -> Response) async throws -> Response {
        do {
            return try await handler()
        } catch let refusal as Refusal {
            return refusalResponse(
                refusal.reply, status: HTTPResponse.Status(code: refusal.code.status))
        } catch let problem as BodyProblem {
            return problem.response
        } catch let error as StorageError {
            let refusal = Refusal.busy("\(error)")
            return refusalResponse(
                refusal.reply, status: HTTPResponse.Status(code: refusal.code.status))
        }
    }

    /// Asks the account something that moves no money.
    private func asking<Value>(
        _ question: () async throws(BalanceFailure) -> Value
    ) async throws -> Value {
        do throws(BalanceFailure) {
            return try await question()
        } catch {
            switch error {
            case .refused(let refusal, let message):
                throw Refusal(code: PaymentRules.code(of: refusal), message: message)
            case .unreachable(let reason), .unknown(let reason):
                throw Refusal.accountUnreachable(reason)
            }
        }
    }

    private func fields(of request: Request) async throws(BodyProblem) -> RequestFields {
        try RequestFields(try await readJSON(JSONValue.self, from: request))
    }

    func text(
        _ body: String, type: String = "application/json; charset=utf-8",
        _ more: HTTPFields = [:]
    ) -> Response {
        var headers: HTTPFields = [.contentType: type, .cacheControl: "no-store"]
        headers.append(contentsOf: more)
        return Response(
            status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}

extension StockRecord {
    /// As old clients read it: the price a number, the description a JSON text inside a string.
    var originalForm: String {
        JSONText.object([
            ("productCode", JSONText.string(productCode)),
            ("name", JSONText.string(name)),
            ("price", JSONText.number(price)),
            ("stockCount", JSONText.number(stock)),
            ("ownedCount", JSONText.number(owned)),
            ("description", JSONText.string(description)),
        ])
    }
}
