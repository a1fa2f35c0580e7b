import LabKit
import LabRuntime

extension Failure {
    /// Why something about a lab could not be done.
    init(_ failure: LabFailure) {
        let kind: Kind =
            switch failure.code {
            case "unknown_lab", "unknown_step", "no_such_command", "no_question": .usage
            case "workshop_down", "no_answer", "supervisor_broken": .unreachable
            case "labs_not_found", "no_labs", "cannot_write", "cannot_remove", "cannot_read":
                .unreadable
            default: .refused
            }
        self.init(
            kind, failure.code, english: failure.text.english, chinese: failure.text.chinese)
    }
}
