import ComponentRuntime
import HTTPTypes
import Hummingbird
import NIOCore
import TracerAPI
import TracerCore

/// Zipkin's questions.
///
/// Source: openzipkin/zipkin-api `zipkin2-api.yaml`; zipkin `ZipkinQueryApiV2.java`.
struct QueryRoutes: Sendable {
    let hub: TracerHub

    /// Keys of tags whose values are offered for completion.
    static let completedKeys = [
        "db.namespace", "http.response.status_code", "http.route", "method", "result.code",
        "service",
    ]

    func add(to router: Router<BasicRequestContext>) {
        addNames(to: router)
        addTraces(to: router)
        router.get("/api/v2/dependencies") { [hub] request, _ in
            do throws(TraceQuery.Fault) {
                let query = try query(request)
                return jsonResponse(
                    hub.links(end: query.end, lookback: query.lookback).map(Link.init))
            } catch {
                return Answers.text(error.message, .badRequest)
            }
        }
    }

    private func addNames(to router: Router<BasicRequestContext>) {
        router.get("/api/v2/services") { [hub] _, _ in jsonResponse(hub.read(\.services)) }
        router.get("/api/v2/spans") { [hub] request, _ in
            named("serviceName", in: request) { name in hub.read { $0.spanNames(of: name) } }
        }
        router.get("/api/v2/remoteServices") { [hub] request, _ in
            named("serviceName", in: request) { name in hub.read { $0.remoteServices(of: name) } }
        }
        router.get("/api/v2/autocompleteKeys") { _, _ in jsonResponse(Self.completedKeys) }
        router.get("/api/v2/autocompleteValues") { [hub] request, _ in
            named("key", in: request) { key in
                Self.completedKeys.contains(key) ? hub.read { $0.values(ofTag: key) } : []
            }
        }
    }

    private func addTraces(to router: Router<BasicRequestContext>) {
        router.get("/api/v2/traces") { [hub] request, _ in
            do throws(TraceQuery.Fault) {
                return Answers.traces(
                    hub.traces(try query(request), isWatching: request.isWatching))
            } catch {
                return Answers.text(error.message, .badRequest)
            }
        }
        router.get("/api/v2/trace/:id") { [hub] request, context in
            let text = context.parameters.get("id") ?? ""
            guard let id = TraceID(parsing: text) else {
                return Answers.text(
                    "\(text.prefix(64)) is no trace id: 1 to 32 lower-case hexadecimal digits",
                    .badRequest)
            }
            guard let spans = hub.trace(id, isWatching: request.isWatching) else {
                return Answers.text("\(id) not found", .notFound)
            }
            return Answers.trace(spans)
        }
        router.get("/api/v2/traceMany") { [hub] request, _ in
            let text = parameter("traceIds", in: request) ?? ""
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let ids = parts.compactMap { TraceID(parsing: $0) }
            guard ids.count == parts.count, (2...100).contains(ids.count),
                Set(ids).count == ids.count
            else {
                return Answers.text(
                    "traceIds are 2 to 100 different trace ids, separated by commas", .badRequest)
            }
            return Answers.traces(ids.compactMap { hub.trace($0) })
        }
    }

    private func query(_ request: Request) throws(TraceQuery.Fault) -> TraceQuery {
        try TraceQuery(now: hub.now()) { parameter($0, in: request) }
    }

    private func named(
        _ key: String, in request: Request, _ names: (String) -> [String]
    ) -> Response {
        guard let name = parameter(key, in: request), !name.isEmpty else {
            return Answers.text("name it: ?\(key)=", .badRequest)
        }
        return jsonResponse(names(name))
    }

    private func parameter(_ key: String, in request: Request) -> String? {
        request.uri.queryParameters[Substring(key)].map(String.init)
    }
}

/// A link as Zipkin writes it: without an error count of 0.
private struct Link: Encodable {
    var parent: String
    var child: String
    var callCount: Int
    var errorCount: Int?

    init(_ link: DependencyLink) {
        parent = link.parent
        child = link.child
        callCount = link.callCount
        errorCount = link.errorCount > 0 ? link.errorCount : nil
    }
}
