import BookstoreAPI
import HTTPClient
import Supervisor
import Wire

/// Finds the bookstore and speaks to it.
enum BookstoreAddress {
    /// Long enough for a purchase whose payment takes its whole deadline.
    static let deadline = Duration.seconds(10)

    /// `http://HOST[:PORT]`, as `--url` takes it.
    static func parse(_ url: String) -> HTTPClient.Address? {
        guard url.hasPrefix("http://") else { return nil }
        let authority = url.dropFirst(7).prefix { $0 != "/" }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return .tcp(host: String(host), port: 80) }
        guard let port = Int(parts[1]), (1...65_535).contains(port) else { return nil }
        return .tcp(host: String(host), port: port)
    }

    /// Where the bookstore of this home listens, as its supervisor knows it.
    static func find(in session: Session) async throws(Failure) -> HTTPClient.Address {
        let snapshot = try await Failure.asking { () async throws(ControlError) in
            try await session.control.snapshot()
        }
        let bookstore = snapshot.components.first { $0.name == ComponentID("bookstore") }
        guard let bookstore, bookstore.state == .ready, let port = bookstore.port else {
            throw Failure(
                .unreachable, "bookstore_not_ready",
                english: "the bookstore is not ready; workshop status says why",
                chinese: "书店还没有就绪；workshop status 会说明原因")
        }
        return .tcp(host: "127.0.0.1", port: port)
    }
}
