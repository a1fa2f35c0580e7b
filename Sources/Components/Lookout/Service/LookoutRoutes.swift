import ComponentRuntime
import HTTPTypes
import Hummingbird
import LookoutAPI
import LookoutCore
import NIOCore
import Wire

/// What Lookout answers: Prometheus's HTTP API, so that promtool and Grafana understand it; the list
/// of our components for an outside Prometheus; announcements; evidence.
public struct LookoutRoutes: Sendable {
    let hub: LookoutHub

    /// A form or body is no larger.
    private static let bodyLimit = 64 << 10

    /// Routes to a hub.
    public init(hub: LookoutHub) {
        self.hub = hub
    }

    /// All routes, guarded against pages of other origins.
    public func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: OriginGuard())
        router.get("/state") { [hub] _, _ in jsonResponse(hub.with(\.state)) }
        addTargets(to: router)
        let api = router.group("/api/v1")
        for method in [HTTPRequest.Method.get, .post] {
            api.on("query", method: method) { request, _ in
                try await answer(request) { try query($0, isQuestion: !request.isWatching) }
            }
            api.on("query_range", method: method) { request, _ in
                try await answer(request) {
                    try queryRange($0, isQuestion: !request.isWatching)
                }
            }
            api.on("series", method: method) { request, _ in
                try await answer(request, series)
            }
            api.on("labels", method: method) { request, _ in
                try await answer(request, labelNames)
            }
        }
        api.get("label/:name/values") { request, context in
            let name = try context.parameters.require("name")
            return try await answer(request) { try labelValues(name, $0) }
        }
        addLists(to: api)
        return router
    }

    // MARK: Targets

    private func addTargets(to router: Router<BasicRequestContext>) {
        router.post("\(Announcement.path)") { [hub] request, _ in
            let announcement: Announcement
            do throws(BodyProblem) {
                announcement = try await readJSON(Announcement.self, from: request)
            } catch {
                return error.response
            }
            guard hub.announce(announcement) else {
                return refusalResponse(
                    ErrorReply(
                        code: "bad_target",
                        message: "a target is host:port of this machine, with names of at most "
                            + "64 bytes; at most \(Lookout.targetLimit) of them"),
                    status: .badRequest)
            }
            return Response(status: .noContent)
        }
        router.delete("\(Announcement.path)") { [hub] request, _ in
            let announcement: Announcement
            do throws(BodyProblem) {
                announcement = try await readJSON(Announcement.self, from: request)
            } catch {
                return error.response
            }
            hub.withdraw(announcement)
            return Response(status: .noContent)
        }
        // https://prometheus.io/docs/prometheus/latest/http_sd/
        router.get("/sd") { [hub] _, _ in
            jsonResponse(hub.with(\.scraped).map { Discovered($0.announcement) })
        }
        for path in ["/-/healthy", "/-/ready"] {
            router.get("\(path)") { _, _ in Response(status: .ok) }
        }
    }

    /// An entry of HTTP service discovery.
    private struct Discovered: Encodable {
        let targets: [String]
        let labels: [String: String]

        init(_ announcement: Announcement) {
            targets = [announcement.address]
            labels = [
                "instance": announcement.instance, "component": announcement.component,
            ]
        }
    }

    // MARK: Queries

    private func answer(
        _ request: Request, _ body: @Sendable (FormFields) throws -> [UInt8]
    ) async throws -> Response {
        var form = ""
        if request.method == .post {
            guard let buffer = try? await request.body.collect(upTo: Self.bodyLimit) else {
                return refusal("bad_data", "the form is larger than \(Self.bodyLimit) bytes")
            }
            form = String(buffer: buffer)
        }
        do {
            return json(try body(FormFields(request.uri.query ?? "", form)))
        } catch let error as QueryError {
            return refusal(error.kind.rawValue, "\(error)")
        } catch let fault as FieldFault {
            return refusal("bad_data", fault.text)
        }
    }

    /// What a field of a request lacks.
    private struct FieldFault: Error {
        let text: String
    }

    private func refusal(_ type: String, _ text: String) -> Response {
        json(
            AnswerWriter.failure(type, text),
            status: type == "execution" ? .unprocessableContent : .badRequest)
    }

    private func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func query(_ fields: FormFields, isQuestion: Bool) throws -> [UInt8] {
        let time = try moment("time", of: fields) ?? hub.latest
        let result = try evaluate(fields, at: .init(at: time), isQuestion: isQuestion)
        return AnswerWriter.success { $0.result(result, isRange: false) }
    }

    private func queryRange(_ fields: FormFields, isQuestion: Bool) throws -> [UInt8] {
        guard let start = try moment("start", of: fields), let end = try moment("end", of: fields)
        else { throw FieldFault(text: "start and end are needed") }
        guard let step = QueryTime.length(of: fields["step"] ?? "") else {
            throw FieldFault(text: "step is a length, for instance 15s")
        }
        guard end >= start else { throw FieldFault(text: "end is before start") }
        let result = try evaluate(
            fields, at: .init(start: start, end: end, step: step), isQuestion: isQuestion)
        return AnswerWriter.success { $0.result(result, isRange: true) }
    }

    private func evaluate(
        _ fields: FormFields, at moments: Query.Moments, isQuestion: Bool
    ) throws -> QueryResult {
        let asked = try Query(fields["query"] ?? "")
        let (query, series) = hub.with { lookout in
            if isQuestion { lookout.countQuestion(asked) }
            let query = asked.derivingStatistics { lookout.store.hasName($0) }
            return (query, lookout.series(for: query.selectors))
        }
        return try query.evaluate(at: moments, over: series)
    }

    private func moment(_ name: String, of fields: FormFields) throws -> Int64? {
        guard let text = fields[name], !text.isEmpty else { return nil }
        guard let time = QueryTime.milliseconds(of: text) else {
            throw FieldFault(text: "\(name) is seconds since 1970 or a time of RFC 3339")
        }
        return time
    }

    // MARK: What there is

    private func chosen(_ fields: FormFields) throws -> [StoredSeries] {
        let selectors = try fields.all("match[]").map { try Query.selector($0) }
        return hub.with { lookout in
            guard !selectors.isEmpty else { return lookout.store.all }
            var seen: Set<Labels> = []
            return selectors.flatMap { lookout.store.select($0.matchers) }
                .filter { seen.insert($0.labels).inserted }
        }
    }

    @Sendable private func series(_ fields: FormFields) throws -> [UInt8] {
        guard !fields.all("match[]").isEmpty else {
            throw FieldFault(text: "match[] is needed, for instance match[]=up")
        }
        let labels = try chosen(fields).map(\.labels).sorted()
        return AnswerWriter.success { $0.list(labels) { $0.labels($1) } }
    }

    @Sendable private func labelNames(_ fields: FormFields) throws -> [UInt8] {
        let names = Set(try chosen(fields).flatMap { $0.labels.pairs.map(\.name) }).sorted()
        return AnswerWriter.success { $0.list(names) { $0.text($1) } }
    }

    private func labelValues(_ name: String, _ fields: FormFields) throws -> [UInt8] {
        let values = Set(try chosen(fields).map { $0.labels[name] }).subtracting([""]).sorted()
        return AnswerWriter.success { $0.list(values) { $0.text($1) } }
    }
}
