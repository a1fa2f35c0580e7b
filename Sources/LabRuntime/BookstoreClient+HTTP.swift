public import BookstoreAPI
public import HTTPClient

extension BookstoreClient {
    /// A client over HTTP.
    ///
    /// - Parameter deadline: for each request; a purchase may wait for the account's whole deadline.
    public init(_ http: HTTPClient, at address: HTTPClient.Address, deadline: Duration) {
        self.init { method, path, body throws(BookstoreFailure) in
            do throws(HTTPClientError) {
                let answer = try await http.send(
                    .init(
                        method, path, headers: [("Content-Type", "application/json")], body: body),
                    to: address, deadline: deadline)
                return Answer(status: answer.status, body: answer.body)
            } catch .unreachable(let address, let reason) {
                throw .unreachable("nothing answers at \(address): \(reason)")
            } catch {
                throw .unknown(error.description)
            }
        }
    }
}
