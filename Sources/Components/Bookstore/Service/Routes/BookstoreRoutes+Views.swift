import BookstoreAPI
import ComponentRuntime
import CoordinatorAPI
import HTTPTypes
import Hummingbird
import Transactions
import Wire

extension BookstoreRoutes {
    /// What can be looked at: the page, the books, the orders, the evidence.
    func addViews(to router: Router<BasicRequestContext>) {
        router.get("/") { _, _ in page() }
        router.get("/covers/:file") { _, context in cover(context.parameters.get("file")) }
        router.get("/books") { request, _ in try await answer { try await books(request) } }
        router.get("/orders") { request, _ in try await answer { try await orders(request) } }
        router.get("/branches") { _, _ in
            try await answer {
                jsonResponse(
                    BranchesAnswer(
                        undoLogs: try await checkout.global?.branches.undoLogs() ?? []))
            }
        }
        router.get("/state") { request, _ in
            let user = request.uri.queryParameters.get("user")
            return try await answer { jsonResponse(try await state(user)) }
        }
    }

    private func page() -> Response {
        let page = BookstorePage(nonce: newNonce())
        var more: HTTPFields = [:]
        for (name, value) in [
            ("Content-Security-Policy", page.policy), ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
        ] {
            if let name = HTTPField.Name(name) { more[name] = value }
        }
        return text(page.document, type: "text/html; charset=utf-8", more)
    }

    private func cover(_ file: String?) -> Response {
        guard let file, file.hasSuffix(".svg"),
            let picture = Cover.picture(of: String(file.dropLast(4)))
        else { return Response(status: .notFound) }
        return text(picture, type: "image/svg+xml")
    }

    /// The books of a user, or without a user the catalogue as it is printed.
    private func books(_ request: Request) async throws -> Response {
        let parameters = request.uri.queryParameters
        guard let user = parameters.get("userName") else {
            return jsonResponse(
                Catalogue.entries.map { entry in
                    Book(
                        productCode: entry.code, name: entry.name, authors: entry.authors,
                        price: entry.price, stockCount: nil, ownedCount: nil)
                })
        }
        let sorted = parameters.get("order") == "sorted"
        return jsonResponse(try await shelf(of: user, sorted: sorted).map(\.book))
    }

    private func orders(_ request: Request) async throws -> Response {
        guard let user = request.uri.queryParameters.get("userName") else {
            throw BodyProblem.wrongField(path: "userName", reason: "is missing in the query")
        }
        guard let orders = try await stock.orders(of: user) else {
            throw Refusal.unknownUser(user)
        }
        return jsonResponse(orders)
    }
}
