import HTTPTypes
import Hummingbird
import Wire

/// Refuses requests that a page of another origin, or a foreign name for this machine, brings about.
///
/// A browser tells where a request comes from: `Origin` and `Sec-Fetch-Site`. A name of somebody
/// else's that resolves to 127.0.0.1 (DNS rebinding) shows in `Host`. Clients that are no browsers
/// send neither header and pass. Sources: the Fetch standard, sections 3.1 and 3.2 (Origin), W3C Fetch Metadata.
public struct OriginGuard<Context: RequestContext>: RouterMiddleware {
    private let hosts: Set<String>

    /// A guard that knows loopback by its usual names, and whatever else is named here.
    public init(alsoAllowing hosts: Set<String> = []) {
        self.hosts = hosts.union(["localhost", "127.0.0.1", "[::1]"])
    }

    /// Passes the request on, or answers 403 `foreign_origin`.
    public func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if let fault = fault(of: request) {
            return refusalResponse(
                ErrorReply(code: "foreign_origin", message: fault), status: .forbidden)
        }
        return try await next(request, context)
    }

    private func fault(of request: Request) -> String? {
        if let authority = request.head.authority, !hosts.contains(host(of: authority)) {
            return "this server does not answer for \(authority); use 127.0.0.1 or localhost"
        }
        if let origin = request.headers[.origin] {
            let expected = "http://\(request.head.authority ?? "")"
            if origin != expected {
                return "a page of \(origin) may not call \(expected)"
            }
        }
        if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name],
            site == "cross-site", request.method != .get
        {
            return "a page of another site may not call this server"
        }
        return nil
    }

    private func host(of authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[...end])
        }
        return String(authority.prefix { $0 != ":" }).lowercased()
    }
}
