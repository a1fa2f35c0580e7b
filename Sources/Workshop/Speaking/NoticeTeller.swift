import Supervisor
import Telemetry
import Wire

/// Tells what the supervisor notices, a line each, until it is gone.
struct NoticeTeller: Sendable {
    let session: Session

    func tellUntilTheEnd() async {
        var revision: Int?
        var told = 0
        while !Task.isCancelled,
            let snapshot = try? await session.control.snapshot(after: revision, wait: .seconds(20))
        {
            revision = snapshot.revision
            for notice in snapshot.notices where notice.sequence > told {
                told = notice.sequence
                tell(notice)
            }
        }
    }

    private func tell(_ notice: Notice) {
        if session.asJSON {
            Output.json(notice)
            return
        }
        let time = "\(Timestamp(milliseconds: notice.timeMilliseconds))".dropFirst(11).prefix(8)
        let who = notice.component.map { "\($0): " } ?? ""
        Output.line("\(time) \(who)\(notice.text(in: session.language))")
    }
}
