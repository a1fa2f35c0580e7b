import ArgumentParser
import Canvas
import Curses
import Foundation
import Glibc
import LabKit
import LabRuntime
import Wire
import WorkshopUI
import WorkshopUIRuntime

/// The workshop line by line, on standard input and output.
struct PlainSession {
    let session: Session
    let kept: KeptChoices

    /// Says why there is no screen. Where a person sits at a keyboard the workshop goes on line by
    /// line; elsewhere it says how far they are and what to do.
    func run(in language: Language, because refusal: TerminalRefusal) async throws {
        let english = language == .english
        Output.errorLine(
            english
                ? "workshop: \(refusal.text(.english)); this is the plain form"
                : "workshop：\(refusal.text(.chinese))；以下是纯文本形式")
        if isatty(STDIN_FILENO) == 1 {
            try await run(in: language)
        } else {
            try tellProgress(english)
        }
    }

    /// Takes lines until there are no more.
    func run(in language: Language) async throws {
        let host = SupervisorHost(session: session)
        let isTyped = isatty(STDIN_FILENO) == 1
        let model = Model(
            settings: Settings(
                orderSeed: "plain-\(UUID().uuidString.prefix(8).lowercased())",
                secondsFromUTC: TimeZone.current.secondsFromGMT(), canEdit: isTyped),
            language: language, size: Size(width: 80, height: 24), place: await kept.place)
        let labs = try session.labs()
        let interpreter = Interpreter(
            control: session.control, http: session.http, labs: LabReader { labs },
            desk: .plain(host: host, kept: kept, session: session))
        let loop = PlainLoop(
            interpreter,
            readLine: { prompt in
                if isTyped { Output.text(prompt) }
                return await LineInput.next()
            },
            write: { lines in for line in lines { Output.line(line) } })
        let exitCode = await loop.run(from: PlainForm(model))
        _ = await host.end()
        if exitCode != 0 { throw ExitCode(exitCode) }
    }

    private func tellProgress(_ english: Bool) throws {
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
                    ? "next: workshop --plain, or workshop up --detach and then workshop lab show "
                        + "\(key.lab)/\(key.step)"
                    : "下一步：workshop --plain；或者先 workshop up --detach，再 workshop lab show "
                        + "\(key.lab)/\(key.step)")
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
