import Wire

/// Every text of the interface in one language.
///
/// The groups are structs whose initialisers ask for every text, so that a language cannot lack one;
/// texts with particulars are functions of them. The two languages stand in one file for each
/// group, side by side for whoever translates.
struct Catalogue: Sendable {
    let common: CommonWords
    let keys: KeyWords
    let labs: LabsWords
    let live: LiveWords
    let shop: ShopWords
    let refusals: RefusalWords
    let system: SystemWords
    let logs: LogsWords
    let traces: TracesWords
    let metrics: MetricsWords
    let topology: TopologyWords
    let command: CommandWords
    let questions: QuestionWords
    let registry: RegistryWords
    let plain: PlainWords
    let transactions: TransactionsWords
    let breaking: BreakingWords

    /// The texts of a language.
    static func of(_ language: Language) -> Catalogue {
        language == .chinese ? chinese : english
    }

    static let chinese = Catalogue(
        common: .chinese, keys: KeyWords(language: .chinese), labs: .chinese, live: .chinese,
        shop: .chinese, refusals: .chinese, system: .chinese, logs: .chinese,
        traces: .chinese, metrics: .chinese, topology: .chinese, command: .chinese,
        questions: .chinese, registry: .chinese, plain: .chinese,
        transactions: .chinese, breaking: .chinese)

    static let english = Catalogue(
        common: .english, keys: KeyWords(language: .english), labs: .english, live: .english,
        shop: .english, refusals: .english, system: .english, logs: .english,
        traces: .english, metrics: .english, topology: .english, command: .english,
        questions: .english, registry: .english, plain: .english,
        transactions: .english, breaking: .english)
}

/// A text with one particular.
struct Text1: Sendable {
    private let fill: @Sendable (String) -> String

    init(_ fill: @escaping @Sendable (String) -> String) {
        self.fill = fill
    }

    func callAsFunction(_ first: String) -> String {
        fill(first)
    }
}

/// A text with two particulars.
struct Text2: Sendable {
    private let fill: @Sendable (String, String) -> String

    init(_ fill: @escaping @Sendable (String, String) -> String) {
        self.fill = fill
    }

    func callAsFunction(_ first: String, _ second: String) -> String {
        fill(first, second)
    }
}

/// A text with three particulars.
struct Text3: Sendable {
    private let fill: @Sendable (String, String, String) -> String

    init(_ fill: @escaping @Sendable (String, String, String) -> String) {
        self.fill = fill
    }

    func callAsFunction(_ first: String, _ second: String, _ third: String) -> String {
        fill(first, second, third)
    }
}
