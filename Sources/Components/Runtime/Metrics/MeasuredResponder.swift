import Hummingbird
import NIOCore

/// A responder around another that counts and times what the other answers, not found included,
/// probes (`/health` and the like) left out.
struct MeasuredResponder<Inner: HTTPResponder>: HTTPResponder
where Inner.Context == BasicRequestContext {
    let inner: Inner
    let meters: HTTPMeters

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        guard !request.isProbe, !request.isWatching else {
            return try await inner.respond(to: request, context: context)
        }
        let start = NIODeadline.now()
        meters.begin()
        var status = 500
        defer {
            let time = NIODeadline.now() - start
            meters.end(
                path: context.endpointPath, method: request.method, status: status,
                nanoseconds: time.nanoseconds)
        }
        let response = try await inner.respond(to: request, context: context)
        status = response.status.code
        return response
    }
}
