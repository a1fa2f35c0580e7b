import Canvas
import Curses
import LabKit
import LabRuntime
import Wire

/// What `workshop` says where no screen can be: why, how far the attendee is, and what to do next.
struct PlainForm {
    let session: Session

    func tell(_ refusal: TerminalRefusal) throws {
        let english = session.language == .english
        Output.errorLine(
            english
                ? "workshop: \(refusal.text(.english)); this is the plain form"
                : "workshop：\(refusal.text(.chinese))；以下是纯文本形式")
        let labs = try session.labs()
        let progress = labs.progress().progress
        for lab in labs.labs {
            Output.line("\(lab.id)  \(lab.title[session.language])  \(lab.time)")
            for (index, step) in lab.steps.enumerated() {
                let state = progress[StepKey(lab: lab.id, step: step.id)].state
                Output.line("  \(word(for: state))  \(index + 1)  \(step.title[session.language])")
            }
        }
        Output.line("")
        if case .success(let key) = labs.current() {
            Output.line(
                english
                    ? "next: workshop up --detach, then workshop lab show \(key.lab)/\(key.step)"
                    : "下一步：workshop up --detach，然后 workshop lab show \(key.lab)/\(key.step)")
        }
    }

    private func word(for state: LabProgress.State) -> String {
        switch (state, session.language) {
        case (.todo, .english): "to do  "
        case (.passed, .english): "passed "
        case (.skipped, .english): "skipped"
        case (.todo, .chinese): "未完成"
        case (.passed, .chinese): "已通过"
        case (.skipped, .chinese): "已跳过"
        }
    }
}
