import HomeFiles
import Supervisor
import Wire

/// Turns the attendee's files into the processes there are to be.
///
/// A file that is right is copied to the applied folder, and processes read the copy: a later
/// mistake in the attendee's file can then neither change nor stop what runs, even if it crashes
/// and is launched again. An actor, because it remembers what was applied last.
actor HomePlan {
    private let layout: HomeLayout
    private let executable: String
    private var applied: HomeReader.Texts?

    /// - Parameter executable: the path of this program, which is each component too.
    init(layout: HomeLayout, executable: String) {
        self.layout = layout
        self.executable = executable
    }

    /// Reads the files as they are now.
    func make() -> PlanResult {
        let reader = HomeReader(layout)
        let texts: HomeReader.Texts
        let declarations: HomeDeclarations
        do {
            texts = try reader.texts().get()
            declarations = try texts.parse().get()
        } catch {
            return .refused(error.problems.map(FileProblemText.init))
        }
        let changed = names(of: texts)
        guard reader.recordApplied(texts) else {
            return .refused([
                FileProblemText(
                    file: layout.appliedFolder,
                    message: "the folder cannot be written; make room or change its owner",
                    chinese: "这个文件夹无法写入；请腾出空间，或更改它的所有者")
            ])
        }
        applied = texts
        return .plan(specifications(of: declarations), applied: changed)
    }

    /// The files whose text is not the one applied last; none the first time.
    private func names(of texts: HomeReader.Texts) -> [String] {
        guard let applied else { return [] }
        let files = [
            (BookstoreFile.fileName, texts.bookstore == applied.bookstore),
            (AccountFile.fileName, texts.account == applied.account),
            (WorkshopFile.fileName, texts.workshop == applied.workshop),
        ]
        return files.filter { !$0.1 }.map(\.0)
    }

    private func specifications(of files: HomeDeclarations) -> [ComponentSpecification] {
        let registry = specification(
            ComponentID("registry"), file: WorkshopFile.fileName, startOrder: 0,
            meaning: "\(files.workshop.registryPort) \(files.workshop.registryHTTP) "
                + "\(files.workshop.lookoutPort) \(files.workshop.tracerPort)")
        let tracer = specification(
            ComponentID("tracer"), file: WorkshopFile.fileName, startOrder: 0,
            meaning: "\(files.workshop.tracerPort) \(files.workshop.tracerForward) "
                + "\(files.workshop.lookoutPort)")
        let coordinator = specification(
            ComponentID("coordinator"), file: WorkshopFile.fileName, startOrder: 0,
            meaning: "\(files.workshop.coordinatorPort) \(files.workshop.coordinatorHTTP) "
                + "\(files.workshop.lookoutPort) \(files.workshop.tracerPort)")
        let lookout = specification(
            ComponentID("lookout"), file: WorkshopFile.fileName, startOrder: 0,
            meaning: "\(files.workshop.lookoutPort)")
        let accounts = (1...max(1, files.account.instances)).map { ordinal in
            specification(
                ComponentID("account", ordinal: ordinal), file: AccountFile.fileName,
                startOrder: 1, meaning: Self.meaning(of: files.account),
                application: files.account.name,
                whyNotWanted: files.account.isPublished
                    ? nil : Cause(.notAsked, AccountFile.fileName, "bolt"))
        }
        let bookstore = specification(
            ComponentID("bookstore"), file: BookstoreFile.fileName, startOrder: 2,
            meaning: "\(files.bookstore)", application: files.bookstore.name)
        let prepared = [registry, tracer, lookout] + (files.usesTransactions ? [coordinator] : [])
        return prepared + accounts + [bookstore]
    }

    /// What a running account depends on: not how many others there are.
    private static func meaning(of account: AccountFile) -> String {
        var one = account
        one.instances = 1
        return "\(one)"
    }

    /// A file's meaning is part of the environment, so that a change of it is another process, and a
    /// change of a comment is not.
    private func specification(
        _ id: ComponentID, file: String, startOrder: Int, meaning: String,
        application: String? = nil, whyNotWanted: Cause? = nil
    ) -> ComponentSpecification {
        ComponentSpecification(
            id: id, executable: executable,
            arguments: [
                "serve", id.component, "--home", layout.home, "--config", layout.applied(file),
            ],
            environment: ["WORKSHOP_FILE_DIGEST": Digest.of(meaning)], startOrder: startOrder,
            wanted: whyNotWanted == nil, whyNotWanted: whyNotWanted, application: application)
    }
}

extension HomeLayout {
    /// Where the copy of a file lies that the components read.
    func applied(_ name: String) -> String { "\(appliedFolder)/\(name)" }
}

extension FileProblemText {
    init(_ problem: FileProblem) {
        self.init(
            file: problem.file, line: problem.line, column: problem.column,
            message: "\(problem.code): \(problem.message(in: .english))",
            chinese: "\(problem.code)：\(problem.message(in: .chinese))")
    }
}
