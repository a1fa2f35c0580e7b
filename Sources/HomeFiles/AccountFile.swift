internal import Yams

/// `account.yaml`: the account service, not running until one of its services is published.
public struct AccountFile: Equatable, Sendable {
    /// The application's name.
    public var name: String
    /// Where the first instance speaks Bolt; 0 for any free port. Further instances take any.
    public var port: Int
    /// How many processes, 1...``instanceLimit``.
    public var instances: Int
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
    /// Whether a payment that is tried, confirmed and cancelled has a fence that keeps these apart;
    /// without one, as in 2019, what comes twice is done twice.
    public var isFenced: Bool
    /// Where the coordinator of global transactions is.
    public var coordinator: NetworkAddress
    /// What it publishes.
    public var services: [ServiceDeclaration]

    /// The file's name in home.
    public static let fileName = "account.yaml"
    /// The most processes of one service on this machine.
    public static let instanceLimit = 8

    /// Whether it is to run: some service has a binding other than `none`.
    public var isPublished: Bool { services.contains { $0.binding != .none } }

    /// Reads the text of the file; keys that are not there have the value of the first file.
    public static func parse(_ text: String) -> Result<AccountFile, FileProblems> {
        YAMLDocument.parse(text, file: fileName).flatMap(read)
    }

    private static func read(_ root: Node) -> Result<AccountFile, FileProblems> {
        var reader = FieldReader(
            root, named: fileName, in: fileName,
            known: [
                "name", "port", "instances", "uniqueId", "registry", "lookout", "tracer",
                "transactions", "fence", "coordinator", "services",
            ])
        let file = AccountFile(
            name: reader.name(else: "balance_mng"), port: reader.port("port", else: 12200),
            instances: reader.number("instances", else: 1, in: 1...instanceLimit) {
                .badInstances($0)
            },
            uniqueID: reader.uniqueID(),
            registry: reader.address("registry", else: WorkshopFile.defaultRegistry),
            lookout: reader.optionalAddress("lookout"),
            tracer: reader.optionalAddress("tracer"),
            transactions: reader.transactionMode(), isFenced: reader.fence(),
            coordinator: reader.address("coordinator", else: WorkshopFile.defaultCoordinator),
            services: reader.declarations(
                DeclarationRules(
                    key: "services", interfaces: [ServiceDeclaration.balance],
                    bindings: [.none, .bolt])))
        return reader.problems.isEmpty ? .success(file) : .failure(FileProblems(reader.problems))
    }
}
