internal import Yams

/// `bookstore.yaml`: the shop, and whether the account is inside it or a service of its own.
public struct BookstoreFile: Equatable, Sendable {
    /// The application's name.
    public var name: String
    /// Where browsers and the shop client call it; 0 for any free port.
    public var port: Int
    /// Keeps services of different people apart in one registry; may be empty.
    public var uniqueID: String
    /// Where the registry speaks Bolt.
    public var registry: NetworkAddress
    /// Where Lookout is, which then asks it for its metrics; nil for nowhere.
    public var lookout: NetworkAddress?
    /// Where its spans go; nil for nowhere.
    public var tracer: NetworkAddress?
    /// Whether its part of a purchase belongs to a global transaction.
    public var transactions: TransactionMode
    /// Where the coordinator of global transactions is.
    public var coordinator: NetworkAddress
    /// What it publishes.
    public var services: [ServiceDeclaration]
    /// What it calls: always BalanceMngFacade.
    public var references: [ServiceDeclaration]

    /// The file's name in home.
    public static let fileName = "bookstore.yaml"

    /// How it calls the account.
    public var balanceBinding: ServiceDeclaration.Binding {
        references.first { $0.interface == ServiceDeclaration.balance }?.binding ?? .local
    }

    /// Reads the text of the file; keys that are not there have the value of the first file.
    public static func parse(_ text: String) -> Result<BookstoreFile, FileProblems> {
        YAMLDocument.parse(text, file: fileName).flatMap(read)
    }

    private static func read(_ root: Node) -> Result<BookstoreFile, FileProblems> {
        var reader = FieldReader(
            root, named: fileName, in: fileName,
            known: [
                "name", "port", "uniqueId", "registry", "lookout", "tracer", "transactions",
                "coordinator", "services", "references",
            ])
        let file = BookstoreFile(
            name: reader.name(else: "stock_mng"), port: reader.port("port", else: 8080),
            uniqueID: reader.uniqueID(),
            registry: reader.address("registry", else: WorkshopFile.defaultRegistry),
            lookout: reader.optionalAddress("lookout"),
            tracer: reader.optionalAddress("tracer"),
            transactions: reader.transactionMode(),
            coordinator: reader.address("coordinator", else: WorkshopFile.defaultCoordinator),
            services: reader.declarations(
                DeclarationRules(
                    key: "services", interfaces: [ServiceDeclaration.stock],
                    bindings: [.none, .bolt])),
            references: reader.declarations(
                DeclarationRules(
                    key: "references", interfaces: [ServiceDeclaration.balance],
                    bindings: [.local, .bolt])))
        if reader.problems.isEmpty, file.references.isEmpty {
            let place = reader.value("references")
            reader.report(
                place == nil ? .missingKey("references") : .missingInterface("BalanceMngFacade"),
                at: place)
        }
        return reader.problems.isEmpty ? .success(file) : .failure(FileProblems(reader.problems))
    }
}
