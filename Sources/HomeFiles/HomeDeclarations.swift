/// What the three files of a home declare, together.
public struct HomeDeclarations: Equatable, Sendable {
    /// The shop.
    public var bookstore: BookstoreFile
    /// The account.
    public var account: AccountFile
    /// The prepared infrastructure.
    public var workshop: WorkshopFile

    /// Whether somebody wants global transactions, and a coordinator is to run.
    public var usesTransactions: Bool {
        bookstore.transactions != .off || (account.isPublished && account.transactions != .off)
    }

    /// Reads all three; the problems of all of them, and ports wanted twice.
    public static func parse(
        bookstore: String, account: String, workshop: String
    ) -> Result<HomeDeclarations, FileProblems> {
        let shop = BookstoreFile.parse(bookstore)
        let money = AccountFile.parse(account)
        let hosts = WorkshopFile.parse(workshop)
        guard case .success(let shop) = shop, case .success(let money) = money,
            case .success(let hosts) = hosts
        else {
            return .failure(
                FileProblems(shop.problems + money.problems + hosts.problems))
        }
        let declarations = HomeDeclarations(bookstore: shop, account: money, workshop: hosts)
        let clashes = declarations.portClashes { file, key in
            let text = file == BookstoreFile.fileName ? bookstore : account
            return YAMLEdit.place(of: key, in: text) ?? .start
        }
        return clashes.isEmpty ? .success(declarations) : .failure(FileProblems(clashes))
    }

    /// The attendee's files give way to the hosts', and the account to the shop.
    private func portClashes(
        placedBy place: (_ file: String, _ key: String) -> TextPlace
    ) -> [FileProblem] {
        let wanted = [
            (WorkshopFile.fileName, "registry.port", workshop.registryPort),
            (WorkshopFile.fileName, "registry.http", workshop.registryHTTP),
            (WorkshopFile.fileName, "coordinator.port", workshop.coordinatorPort),
            (WorkshopFile.fileName, "coordinator.http", workshop.coordinatorHTTP),
            (WorkshopFile.fileName, "lookout.port", workshop.lookoutPort),
            (WorkshopFile.fileName, "tracer.port", workshop.tracerPort),
            (BookstoreFile.fileName, "port", bookstore.port),
            (AccountFile.fileName, "port", account.port),
        ]
        var owners: [Int: String] = [:]
        var clashes: [FileProblem] = []
        for (file, key, port) in wanted where port != 0 {
            if let owner = owners[port] {
                let at = file == WorkshopFile.fileName ? .start : place(file, key)
                clashes.append(
                    FileProblem(
                        file: file, line: at.line, column: at.column,
                        fault: .portTaken(port, by: owner)))
            } else {
                owners[port] = "\(key) of \(file)"
            }
        }
        return clashes
    }
}

extension Result where Failure == FileProblems {
    fileprivate var problems: [FileProblem] {
        if case .failure(let failure) = self { failure.problems } else { [] }
    }
}
