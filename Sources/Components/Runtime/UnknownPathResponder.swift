import Hummingbird
import Wire

/// A responder around another that gives a reason where the other has no route: a person who types a
/// path by hand reads what the matter is.
struct UnknownPathResponder<Inner: HTTPResponder>: HTTPResponder
where Inner.Context == BasicRequestContext {
    /// What Hummingbird notes as the path of a request that no route takes (Router.swift).
    private static var noRoute: String { "NotFound" }

    let inner: Inner
    /// Who answers.
    let name: String

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        let response = try await inner.respond(to: request, context: context)
        guard response.status == .notFound, context.endpointPath == Self.noRoute else {
            return response
        }
        let path = String(request.uri.path.prefix(200))
        return refusalResponse(
            ErrorReply(
                code: "unknown_path",
                message: "the \(name) has nothing at \(request.method.rawValue) \(path); "
                    + "GET /health and GET /state say how it is"),
            status: .notFound)
    }
}
