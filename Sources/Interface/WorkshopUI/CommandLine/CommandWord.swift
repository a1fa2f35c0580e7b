/// The commands behind `:`.
enum CommandWord: String, CaseIterable {
    case labs, shop, system, topology, logs, traces, trace, metrics, transactions, transaction, help
    case buy, start, stop, restart, kill, chaos, choose, registry
    case step, next, back, check, answer, run, hint, solve, reset, skip, set, lang, quit

    /// How it is written, with what follows it.
    var usage: String {
        switch self {
        case .answer: "answer TEXT"
        case .logs: "logs [NAME]"
        case .trace: "trace ID|last"
        case .metrics: "metrics [QUERY]"
        case .buy: "buy CODE [COUNT]"
        case .transaction: "transaction XID|last"
        case .start, .stop, .restart, .kill: "\(rawValue) NAME"
        case .chaos: "chaos VERB [PLACE]"
        case .choose: "choose force|keep|skip"
        case .lang: "lang zh|en"
        case .step: "step N"
        case .reset: "reset [lab|all]"
        case .set: "set FILE PATH VALUE"
        default: rawValue
        }
    }

    /// How many words may follow it.
    var arguments: ClosedRange<Int> {
        switch self {
        case .answer: 1...40
        case .metrics: 0...40
        case .logs, .reset: 0...1
        case .buy: 1...2
        case .start, .stop, .restart, .kill, .lang, .step, .trace, .transaction, .choose:
            1...1
        case .chaos: 1...2
        case .set: 3...3
        default: 0...0
        }
    }

    /// What it does.
    func sentence(_ words: CommandWords) -> String {
        switch self {
        case .labs: words.labs
        case .shop: words.shop
        case .system: words.system
        case .topology: words.topology
        case .logs: words.logs
        case .traces: words.traces
        case .trace: words.trace
        case .metrics: words.metrics
        case .transactions: words.transactions
        case .transaction: words.transaction
        case .help: words.help
        case .buy: words.buy
        case .start: words.start
        case .stop: words.stop
        case .restart: words.restart
        case .kill: words.kill
        case .chaos: words.chaos
        case .choose: words.choose
        case .registry: words.registry
        case .lang: words.lang
        case .check: words.check
        case .answer: words.answer
        case .run: words.run
        case .hint: words.hint
        case .solve: words.solve
        case .reset: words.reset
        case .skip: words.skip
        case .step: words.step
        case .next: words.next
        case .back: words.back
        case .set: words.set
        case .quit: words.quit
        }
    }

    /// The command whose name is nearest to what was typed, when it is near enough.
    static func nearest(to text: String) -> CommandWord? {
        let limit = max(1, min(3, text.count / 2 + 1))
        let best = allCases.map { ($0, distance(text, $0.rawValue)) }.min { $0.1 < $1.1 }
        guard let best, best.1 <= limit else { return nil }
        return best.0
    }

    /// Letters to add, remove or exchange to make one word of the other (Levenshtein).
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, character) in left.prefix(32).enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let exchanged = diagonal + (right[column] == character ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(exchanged, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
