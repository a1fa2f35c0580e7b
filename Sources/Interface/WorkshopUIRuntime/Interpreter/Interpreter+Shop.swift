import HTTPClient
import BookstoreAPI
import LabRuntime
import Wire
import WorkshopUI

extension Interpreter {
    /// Longer than a purchase whose payment takes its whole deadline.
    static let purchaseDeadline = Duration.seconds(8)

    func loadShop(of user: String, at port: Int, ledger: Int) async -> Message {
        let client = BookstoreClient(
            http, at: .tcp(host: "127.0.0.1", port: port), deadline: Self.questionDeadline,
            isWatching: true)
        do throws(BookstoreFailure) {
            let books = try await books(of: user, from: client)
            async let orders = client.orders(of: user)
            // The books are there even while the account cannot be asked.
            let balance = await balance(of: user, ledger: ledger)
            return .shopArrived(
                ShopReading(
                    user: user, balance: balance, books: books.map(readable),
                    orders: (try? await orders) ?? []))
        } catch {
            return .shopUnreachable(error)
        }
    }

    /// What the ledger says: its evidence, which is no call.
    private func balance(of user: String, ledger port: Int) async -> Money? {
        let state = await state(at: port, query: "?user=\(user.percentEncoded)")
        guard case .string(let amount)? = state?["balance"] else { return nil }
        return Money(amount)
    }

    private func readable(_ book: Book) -> Book {
        var book = book
        book.name = desk.readable(book.name)
        book.authors = book.authors.map(desk.readable)
        return book
    }

    /// A user who comes for the first time is made first.
    private func books(
        of user: String, from client: BookstoreClient
    ) async throws(BookstoreFailure) -> [Book] {
        do throws(BookstoreFailure) {
            return try await client.books(of: user)
        } catch .refused(let body, _) where body.code == BookstoreCode.unknownUser.rawValue {
            try await client.createUser(user)
            return try await client.books(of: user)
        } catch {
            throw error
        }
    }

    func buy(_ request: PurchaseRequest, at port: Int) async -> Message {
        let client = BookstoreClient(
            http, at: .tcp(host: "127.0.0.1", port: port), deadline: Self.purchaseDeadline)
        let start = desk.now()
        let outcome: PurchaseOutcome
        do throws(BookstoreFailure) {
            let receipt = try await client.buy(request)
            outcome = .bought(receipt, microseconds: desk.now() - start)
        } catch {
            outcome = .failed(error)
        }
        return .purchaseFinished(orderID: request.orderId ?? "", outcome)
    }
}
