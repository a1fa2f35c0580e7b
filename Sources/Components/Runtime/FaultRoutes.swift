import Faults
import Hummingbird
import Wire

/// A fault as `GET` and `POST /faults` carry it.
public struct FaultOrder: Codable, Hashable, Sendable {
    /// The point; nil for ``full``, which happens at once.
    public var point: String?
    /// `kill`, `pause`, `slow:200`, `drop`, `duplicate`, or ``full``.
    public var fault: String
    /// So often the point is passed unharmed before; 0 when nil.
    public var after: Int?
    /// So often it strikes; once when nil.
    public var times: Int?

    /// No file of the process may grow any more, as on a full disk.
    public static let full = "full"

    /// An order from its parts.
    public init(point: String?, fault: String, after: Int? = nil, times: Int? = nil) {
        self.point = point
        self.fault = fault
        self.after = after
        self.times = times
    }
}

/// The answer to every request to `/faults`.
public struct FaultsAnswer: Codable, Hashable, Sendable {
    /// The points at which faults can be armed.
    public var points: [String]
    /// What is armed and has not struck yet.
    public var armed: [FaultOrder]
}

/// Arms faults over HTTP: `GET /faults` tells what is armed, `POST` arms, `DELETE` disarms all and gives
/// the disk back.
struct FaultRoutes: Sendable {
    let faults: FaultBoard
    let points: [String]

    func add(to router: Router<BasicRequestContext>) {
        let guarded = router.group("faults").add(middleware: OriginGuard())
        guarded.get { _, _ in jsonResponse(armed) }
        guarded.post { request, _ in
            do throws(BodyProblem) {
                return arm(try await readJSON(FaultOrder.self, from: request))
            } catch {
                return error.response
            }
        }
        guarded.delete { _, _ in
            faults.disarm()
            _ = FaultBoard.fillDisk(false)
            return jsonResponse(armed)
        }
    }

    private var armed: FaultsAnswer {
        FaultsAnswer(
            points: points,
            armed: faults.armed.map {
                FaultOrder(
                    point: $0.point, fault: $0.fault.text, after: $0.after, times: $0.times)
            })
    }

    private func arm(_ order: FaultOrder) -> Response {
        if order.fault == FaultOrder.full {
            guard FaultBoard.fillDisk(true) else { return refusal("the limit cannot be set") }
            return jsonResponse(armed)
        }
        guard let fault = Fault(order.fault) else {
            return refusal(
                "\"\(order.fault.prefix(40))\" is no fault; write kill, pause, slow:MILLISECONDS, "
                    + "drop, duplicate or full")
        }
        guard let point = order.point, points.contains(point) else {
            return refusal(
                "there is no point \"\(order.point?.prefix(60) ?? "")\" here; there are "
                    + points.joined(separator: ", "))
        }
        let wanted = FaultBoard.Armed(
            point: point, fault: fault, after: max(0, order.after ?? 0),
            times: max(1, order.times ?? 1))
        guard faults.arm(wanted) else {
            return refusal("\(FaultBoard.limit) faults are armed already")
        }
        return jsonResponse(armed)
    }

    private func refusal(_ message: String) -> Response {
        refusalResponse(ErrorReply(code: "bad_request", message: message), status: .badRequest)
    }
}
