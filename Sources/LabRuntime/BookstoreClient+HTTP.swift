public import BookstoreAPI
public import HTTPClient

extension BookstoreClient {
    /// A client over HTTP.
    ///
    /// - Parameters:
    ///   - deadline: for each request; a purchase may wait for the account's whole deadline.
    ///   - isTraced: whether requests may begin traces. Those of somebody who only looks, again and
    ///     again, would hide the traces of what happens.
    public init(
        _ http: HTTPClient, at address: HTTPClient.Address, deadline: Duration,
        isTraced: Bool = true
    ) {
        var headers = [("Content-Type", "application/json")]
        // Not sampled, and so for all that follows: openzipkin/b3-propagation.
        if !isTraced { headers.append(("b3", "0")) }
        let sent = headers
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
