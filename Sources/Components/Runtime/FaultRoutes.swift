import Faults
import Hummingbird
import Wire

/// Arms faults over HTTP; of a point's name, as much as no other begins with is enough: `GET /faults` tells what is armed, `POST` arms, `DELETE` disarms all and gives
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
        guard let point = order.point.flatMap({ armed.point(named: $0) }) else {
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
