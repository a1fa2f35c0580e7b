internal import Glibc

/// Reads the three files of a home, and keeps a copy of what was applied last.
///
/// The copies are how others (the lab checks) know what is in force while a file is half edited.
public struct HomeReader: Sendable {
    /// Where the files are.
    public let layout: HomeLayout

    /// A reader of one home.
    public init(_ layout: HomeLayout) {
        self.layout = layout
    }

    /// The texts of the three files.
    public struct Texts: Equatable, Sendable {
        /// Of `bookstore.yaml`.
        public var bookstore: String
        /// Of `account.yaml`.
        public var account: String
        /// Of `workshop.yaml`.
        public var workshop: String

        /// Texts from their parts.
        public init(bookstore: String, account: String, workshop: String) {
            self.bookstore = bookstore
            self.account = account
            self.workshop = workshop
        }

        /// What they declare.
        public func parse() -> Result<HomeDeclarations, FileProblems> {
            HomeDeclarations.parse(bookstore: bookstore, account: account, workshop: workshop)
        }
    }

    /// Reads the texts from home. At most 64 KiB a file.
    public func texts() -> Result<Texts, FileProblems> {
        texts(in: layout.home)
    }

    /// Reads and parses what is in home.
    public func read() -> Result<HomeDeclarations, FileProblems> {
        texts().flatMap { $0.parse() }
    }

    /// The texts that were applied last; nil when nothing was.
    public func applied() -> Texts? {
        try? texts(in: layout.appliedFolder).get()
    }

    /// Remembers what is applied now. Each file is written beside its place and renamed.
    ///
    /// - Returns: false when a copy could not be written.
    public func recordApplied(_ texts: Texts) -> Bool {
        var folder = ""
        for part in layout.appliedFolder.split(separator: "/") {
            folder += "/" + part
            mkdir(folder, 0o700)
        }
        let files = [
            (BookstoreFile.fileName, texts.bookstore), (AccountFile.fileName, texts.account),
            (WorkshopFile.fileName, texts.workshop),
        ]
        return files.allSatisfy { name, text in
            FileBytes.replace("\(layout.appliedFolder)/\(name)", with: Array(text.utf8)) == nil
        }
    }

    private func texts(in folder: String) -> Result<Texts, FileProblems> {
        var problems: [FileProblem] = []
        func text(_ name: String) -> String {
            switch FileBytes.read("\(folder)/\(name)", limit: YAMLDocument.byteLimit) {
            case .failure(let fault):
                problems.append(FileProblem(file: name, line: 1, column: 1, fault: fault))
            case .success(let bytes):
                if let text = String(validating: bytes, as: UTF8.self) { return text }
                problems.append(FileProblem(file: name, line: 1, column: 1, fault: .notText))
            }
            return ""
        }
        let texts = Texts(
            bookstore: text(BookstoreFile.fileName), account: text(AccountFile.fileName),
            workshop: text(WorkshopFile.fileName))
        return problems.isEmpty ? .success(texts) : .failure(FileProblems(problems))
    }
}
