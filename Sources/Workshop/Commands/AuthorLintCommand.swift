import ArgumentParser
import LabKit
import LabRuntime
import Wire

/// What is wrong with the texts and definitions.
struct AuthorLintCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Look for mistakes in lab.yaml, zh.md and en.md.",
        discussion: "Each is told as FILE:LINE:COLUMN: code: words, which editors can follow.")

    @Argument(help: "The lab's folder; all labs when not given.") var lab: String?
    @OptionGroup var options: GlobalOptions

    /// The shape of `author lint --json`.
    private struct Answer: Encodable {
        struct Problem: Encodable {
            let lab: String
            let file: String
            let line: Int
            let column: Int
            let code: String
            let message: String
        }

        let labs: [String]
        let problems: [Problem]
    }

    func run(in session: Session) async throws {
        let folder = LabsFolder(path: try session.requireLabs())
        let found = folder.lint().filter { lab == nil || $0.lab == lab }
        guard !found.isEmpty else {
            throw Failure(
                .usage, "unknown_lab", english: "there is no lab \(lab ?? "") in \(folder.path)",
                chinese: "\(folder.path) 里没有实验 \(lab ?? "")")
        }
        if session.asJSON {
            Output.json(answer(found, in: session.language))
        } else {
            for (lab, problems) in found { tell(lab, problems, in: folder, session.language) }
        }
        if found.contains(where: { !$0.problems.isEmpty }) {
            throw ExitCode(Failure.Kind.usage.rawValue)
        }
    }

    private func answer(
        _ found: [(lab: String, problems: [LabProblem])], in language: Language
    ) -> Answer {
        Answer(
            labs: found.map(\.lab),
            problems: found.flatMap { lab, problems in
                problems.map { problem in
                    Answer.Problem(
                        lab: lab, file: problem.file, line: problem.place.line,
                        column: problem.place.column, code: problem.code,
                        message: problem.text[language])
                }
            })
    }

    private func tell(
        _ lab: String, _ problems: [LabProblem], in folder: LabsFolder, _ language: Language
    ) {
        if problems.isEmpty { Output.line("✓ \(lab)") }
        for problem in problems {
            Output.line("\(folder.folder(of: lab))/\(problem.line(in: language))")
        }
    }
}
