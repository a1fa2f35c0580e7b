import ComponentRuntime
import CoordinatorAPI
import CoordinatorCore
import HTTPTypes
import Hummingbird
import Storage
import Wire

/// What the coordinator shows over HTTP, and the one thing it is told there.
struct CoordinatorRoutes: Sendable {
    /// At most so many transactions that ended are listed.
    static let listLimit = 1_000

    let hub: CoordinatorHub
    let store: CoordinatorStore
    let instance: String
    /// The frames of a transaction, in order.
    let frames: @Sendable (XID) -> [FrameView]

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: OriginGuard())
        router.get("/state") { _, _ in try await state() }
        router.get("/transactions") { request, _ in try await list(request) }
        router.get("/transactions/:xid") { _, context in
            try await one(XID(try context.parameters.require("xid").percentDecoded ?? ""))
        }
        router.get("/transactions/:xid/frames") { _, context in
            let xid = XID(try context.parameters.require("xid").percentDecoded ?? "")
            return jsonResponse(FramesAnswer(frames: frames(xid)))
        }
        router.post("/transactions/:xid/choice") { request, context in
            let xid = try context.parameters.require("xid").percentDecoded ?? ""
            return await choose(for: XID(xid), request)
        }
        router.get("/locks") { _, _ in
            jsonResponse(LocksAnswer(locks: await hub.look { $0.lockViews }))
        }
        return router
    }

    private func state() async throws -> Response {
        let instance = instance
        let ended = try await store.endedByStatus()
        return jsonResponse(
            await hub.look { turns in
                CoordinatorState(
                    instance: instance, address: turns.coordinator.address,
                    live: turns.liveByStatus, ended: ended,
                    recovered: turns.recovered ?? 0, locks: turns.coordinator.lockHolders.count,
                    waiting: turns.coordinator.waiting.count,
                    clients: turns.coordinator.connected.map {
                        .init(application: $0.application, resources: $0.resources)
                    })
            })
    }

    private func list(_ request: Request) async throws -> Response {
        let limit = request.uri.queryParameters.get("limit", as: Int.self) ?? 100
        let live = await hub.look { turns in
            turns.coordinator.records.transactions.map { TransactionView($0) }
        }
        let ended = try await store.lastOutcomes(limit: min(max(0, limit), Self.listLimit))
        // One that ended between the two looks is in both.
        let names = Set(ended.map(\.xid.text))
        return jsonResponse(
            TransactionsAnswer(
                transactions: live.filter { !names.contains($0.xid) }
                    + ended.map { TransactionView($0) }))
    }

    private func one(_ xid: XID) async throws -> Response {
        let live: TransactionView? = await hub.look { turns in
            turns.coordinator.transaction(xid).map {
                TransactionView($0, events: turns.journal.events(of: xid))
            }
        }
        if let live { return jsonResponse(live) }
        guard let outcome = try await store.outcome(of: xid) else {
            return refusalResponse(
                ErrorReply(
                    code: "unknown_transaction",
                    message: "there is no transaction \(xid.text.prefix(XID.limit)), "
                        + "or it ended more than seven days ago"), status: .notFound)
        }
        return jsonResponse(TransactionView(outcome, withEvents: true))
    }

    private func choose(for xid: XID, _ request: Request) async -> Response {
        let body: ChoiceBody
        do throws(BodyProblem) {
            body = try await readJSON(ChoiceBody.self, from: request)
        } catch {
            return error.response
        }
        guard let choice = BranchNote.Choice(rawValue: body.choice) else {
            return refusalResponse(
                ErrorReply(
                    code: "bad_request",
                    message: "\"\(body.choice.prefix(20))\" is none of force, keep and skip",
                    details: ["field": "choice"]), status: .badRequest)
        }
        switch await hub.choose(choice, for: xid) {
        case .status(.success(let status)): return jsonResponse(ChoiceAnswer(status: status))
        case .status(.failure(let refusal)) where refusal.fault == .failedStore:
            return refusalResponse(
                ErrorReply(code: "store_failed", message: refusal.message),
                status: .serviceUnavailable)
        case .status(.failure(let refusal)):
            return refusalResponse(
                ErrorReply(code: "not_stuck", message: refusal.message), status: .conflict)
        default: return Response(status: .internalServerError)
        }
    }
}
