import Hummingbird
import LongPoll
import Wire

/// Lets others learn of a change when it happens, instead of asking for the evidence again and again.
///
/// ```
/// GET /changes                    -> {"changes":17}, at once
/// GET /changes?after=17&wait=15000 -> {"changes":18} as soon as there is one, {"changes":17} after 15 s
/// ```
/// The number rises whenever what `GET /state` answers may have changed, and begins anew with the
/// process. It says that something happened, not what: who wants to know asks for the evidence.
struct ChangesRoute: Sendable {
    let changes: ChangeSignal
    /// Waits so long, or until its task is cancelled.
    var sleep: @Sendable (Duration) async throws -> Void = {
        try await ContinuousClock().sleep(for: $0)
    }

    func add(to router: Router<BasicRequestContext>) {
        router.get("/changes") { request, _ in
            let query = request.uri.queryParameters
            guard let after = Self.number(query.get("after"), else: changes.version - 1),
                let wait = Self.number(query.get("wait"), else: 0), wait >= 0
            else {
                return refusalResponse(
                    ErrorReply(
                        code: "bad_request",
                        message: "after is a number of changes, wait is milliseconds"),
                    status: .badRequest)
            }
            // A number that was never reached is of an earlier launch.
            if after <= changes.version {
                let limit = min(.milliseconds(wait), ChangeSignal.longestWait)
                await changes.wait(past: after, atMost: limit, sleep: sleep)
            }
            return jsonResponse(ChangeCount(changes: changes.version))
        }
    }

    private static func number(_ text: String?, else absent: Int) -> Int? {
        text.map { Int($0) } ?? absent
    }
}
