import NIOCore
import NIOHTTP1
import NIOPosix

/// A small HTTP/1.1 client for calls on this machine: one connection a request, over TCP or a unix
/// socket, with a deadline for the whole exchange and a bound on the answer's body.
///
/// ```swift
/// let response = try await HTTPClient().send(
///     .init("GET", "/health"), to: .tcp(host: "127.0.0.1", port: 8080), deadline: .seconds(1))
/// ```
///
/// Why not async-http-client: it alone compiles BoringSSL and doubles every clean build; all our
/// calls are loopback and without TLS.
public struct HTTPClient: Sendable {
    /// Where a server listens.
    public enum Address: Hashable, Sendable, CustomStringConvertible {
        /// A host, by address or name, and a port.
        case tcp(host: String, port: Int)
        /// A socket file; its path is below 108 bytes.
        case unix(path: String)

        /// `127.0.0.1:8080`, or the socket's path.
        public var description: String {
            switch self {
            case .tcp(let host, let port): "\(host):\(port)"
            case .unix(let path): path
            }
        }
    }

    /// What is asked.
    public struct Request: Sendable {
        /// `GET`, `POST`, ...
        public var method: String
        /// Path and query, percent-encoded by the caller.
        public var path: String
        /// Headers beside `Host`, `Content-Length` and `Connection`, which the client writes.
        public var headers: [(String, String)]
        /// The body; empty for none.
        public var body: [UInt8]

        /// A request; a GET without body by default.
        public init(
            _ method: String = "GET", _ path: String, headers: [(String, String)] = [],
            body: [UInt8] = []
        ) {
            self.method = method
            self.path = path
            self.headers = headers
            self.body = body
        }
    }

    /// What was answered.
    public struct Response: Sendable {
        /// The status code, whatever it is: 404 and 503 are answers, not errors.
        public var status: Int
        /// All headers in their order.
        public var headers: [(String, String)]
        /// The whole body.
        public var body: [UInt8]

        /// The first header of a name, whatever its case.
        public func header(_ name: String) -> String? {
            headers.first { $0.0.lowercased() == name.lowercased() }?.1
        }
    }

    let group: any EventLoopGroup
    let bodyLimit: Int

    /// A client on an event-loop group.
    ///
    /// - Parameter bodyLimit: the largest body taken, in bytes; 8 MiB by default. A larger one ends
    ///   the exchange with ``HTTPClientError/tooLarge(limit:)``.
    public init(
        group: any EventLoopGroup = .singletonMultiThreadedEventLoopGroup, bodyLimit: Int = 8 << 20
    ) {
        self.group = group
        self.bodyLimit = bodyLimit
    }

    /// Sends a request and waits for the whole answer.
    ///
    /// - Parameter deadline: for everything, from connecting to the last byte. Cancelling the task
    ///   ends the wait at once.
    /// - Throws: ``HTTPClientError``. Only ``HTTPClientError/unreachable(_:reason:)`` promises that
    ///   the server has seen nothing.
    public func send(
        _ request: Request, to address: Address, deadline: Duration
    ) async throws(HTTPClientError) -> Response {
        var request = request
        guard let span = RequestSpan.begin(&request, to: address) else {
            return try await exchange(request, with: address, deadline: deadline)
        }
        do throws(HTTPClientError) {
            let response = try await exchange(request, with: address, deadline: deadline)
            span.end(status: response.status)
            return response
        } catch {
            span.end(error)
            throw error
        }
    }

    private func exchange(
        _ request: Request, with address: Address, deadline: Duration
    ) async throws(HTTPClientError) -> Response {
        let exchange = Exchange(
            loop: group.next(), request: request, address: address, bodyLimit: bodyLimit,
            deadline: deadline)
        do {
            return try await withTaskCancellationHandler {
                try await exchange.run().get()
            } onCancel: {
                exchange.end(with: .cancelled)
            }
        } catch let error as HTTPClientError {
            throw error
        } catch {
            throw .brokenOff(address.description, reason: "\(error)")
        }
    }
}
