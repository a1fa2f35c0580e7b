public import BookstoreAPI
public import HTTPClient
import Wire

extension BookstoreClient {
    /// A client over HTTP.
    ///
    /// - Parameters:
    ///   - deadline: for each request; a purchase may wait for the account's whole deadline.
    ///   - isWatching: whether somebody only looks, again and again: such requests begin no traces
    ///     and are not counted, or they would hide what happens.
    public init(
        _ http: HTTPClient, at address: HTTPClient.Address, deadline: Duration,
        isWatching: Bool = false
    ) {
        let sent =
            [("Content-Type", "application/json")] + (isWatching ? WatchingHeader.fields : [])
        self.init { method, path, body throws(BookstoreFailure) in
            do throws(HTTPClientError) {
                let answer = try await http.send(
                    .init(method, path, headers: sent, body: body), to: address, deadline: deadline)
                return Answer(status: answer.status, body: answer.body)
            } catch .unreachable(let address, let reason) {
                throw .unreachable("nothing answers at \(address): \(reason)")
            } catch {
                throw .unknown(error.description)
            }
        }
    }
}
