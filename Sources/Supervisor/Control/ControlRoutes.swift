import Foundation
import HTTPTypes
import Hummingbird
import LongPoll
import NIOCore
import Wire

/// The supervisor's control interface, HTTP with JSON. Everything that fails answers an
/// ``ErrorReply``.
///
/// ```
/// GET  /info                               -> SupervisorInfo
/// GET  /snapshot?after=REVISION&wait=MS    -> SupervisorSnapshot, at once when newer than `after`
/// GET  /logs?component=&after=&limit=&wait= -> LogPage; a negative `after` for the newest lines
/// POST /components/ID/start|stop|restart|kill -> ComponentStatus right after
/// POST /reload                             -> ReloadReply, or `file_refused`
/// POST /down                               -> SupervisorInfo; ends everything within two seconds
/// ```
struct ControlRoutes: Sendable {
    /// More lines are not put on one page.
    static let pageLimit = 2_000

    let info: SupervisorInfo
    let shell: SupervisionShell
    let logs: LogStore

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/info") { _, _ in reply(info) }
        router.get("/snapshot") { request, _ in await answer { try await snapshot(request) } }
        router.get("/logs") { request, _ in await answer { try await page(request) } }
        router.post("/components/:id/:action") { _, context in
            await answer { try await perform(context) }
        }
        router.post("/reload") { _, _ in await answer { try await reload() } }
        router.post("/down") { _, _ in
            await shell.shutDown(.orderly)
            return reply(info, status: .accepted)
        }
        return router
    }

    private func snapshot(_ request: Request) async throws -> Response {
        let after = try number("after", of: request, in: 0...Int.max)
        return reply(await shell.snapshot(after: after, wait: try wait(of: request)))
    }

    private func page(_ request: Request) async throws -> Response {
        let name = request.uri.queryParameters.get("component")
        var component: ComponentID?
        if let name { component = try await known(String(name)) }
        let after = try number("after", of: request, in: Int.min...Int.max) ?? 0
        let limit = try number("limit", of: request, in: 1...Self.pageLimit) ?? 200
        return reply(
            await logs.page(
                of: component, after: after, limit: limit, wait: try wait(of: request)))
    }

    private func perform(_ context: BasicRequestContext) async throws -> Response {
        let id = try await known(context.parameters.get("id") ?? "")
        let name = context.parameters.get("action") ?? ""
        guard let action = ControlAction(rawValue: name) else {
            let actions = ControlAction.allCases.map(\.rawValue).joined(separator: ", ")
            throw ControlRefusal(
                ErrorReply(
                    code: "unknown_action",
                    message: "there is no \"\(name)\"; there are: \(actions)"
                ))
        }
        return reply(try await shell.perform(action, on: id))
    }

    private func reload() async throws -> Response {
        switch await shell.replan() {
        case .plan(_, let applied): return reply(ReloadReply(applied: applied))
        case .refused(let problems):
            let text = problems.map(\.description).joined(separator: "\n")
            let chinese = problems.map { $0.cause.text(in: .chinese) }.joined(separator: "\n")
            throw ControlRefusal(
                ErrorReply(code: "file_refused", message: text, details: ["chinese": chinese]))
        }
    }

    /// A name that the supervisor or the log knows.
    private func known(_ name: String) async throws -> ComponentID {
        let names = await shell.names
        if let id = ComponentID(parsing: name) {
            if names.contains(id) { return id }
            if await logs.knows(id) { return id }
        }
        let list = names.map(\.description).joined(separator: ", ")
        throw ControlRefusal(
            ErrorReply(
                code: "unknown_component",
                message: "there is no component \"\(name)\"; there are: \(list)",
                details: ["known": list]))
    }

    private func wait(of request: Request) throws -> Duration {
        let milliseconds = try number("wait", of: request, in: 0...86_400_000) ?? 0
        return min(.milliseconds(milliseconds), ChangeSignal.longestWait)
    }

    private func number(
        _ name: String, of request: Request, in range: ClosedRange<Int>
    ) throws -> Int? {
        guard let text = request.uri.queryParameters.get(name), !text.isEmpty else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw ControlRefusal(
                ErrorReply(code: "bad_request", message: "\(name)=\(text) is out of range"))
        }
        return number
    }

    private func answer(_ body: () async throws -> Response) async -> Response {
        do {
            return try await body()
        } catch let refusal as ControlRefusal {
            return reply(refusal.reply, status: refusal.status)
        } catch {
            return reply(
                ErrorReply(code: "internal", message: "\(error)"), status: .internalServerError)
        }
    }

    private func reply(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        guard let body = try? JSONEncoder().encode(value) else {
            return Response(status: .internalServerError)
        }
        return Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}
