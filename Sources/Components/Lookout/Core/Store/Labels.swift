/// The labels of a series, its name among them as `__name__`; ordered by name, so that equal sets are
/// equal values.
public struct Labels: Hashable, Sendable, Comparable {
    /// One of them.
    public struct Pair: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its value; never empty.
        public let value: String
    }

    /// The label that holds a series' name.
    public static let metricName = "__name__"

    /// By name, each name once.
    public let pairs: [Pair]

    /// Labels from pairs in any order. Of two with one name the last counts; an empty value is no
    /// label, as Prometheus has it.
    public init(_ pairs: [(String, String)]) {
        var values: [String: String] = [:]
        for (name, value) in pairs { values[name] = value }
        self.pairs =
            values.filter { !$0.value.isEmpty }.map { Pair(name: $0.key, value: $0.value) }
            .sorted { $0.name < $1.name }
    }

    /// Pairs that are in order already.
    private init(ordered pairs: [Pair]) {
        self.pairs = pairs
    }

    /// The value of a label; empty when there is none.
    public subscript(name: String) -> String {
        pairs.first { $0.name == name }?.value ?? ""
    }

    /// The series' name; empty when an operation took it away.
    public var name: String { self[Labels.metricName] }

    /// Those whose names satisfy a condition.
    func filtered(_ isKept: (String) -> Bool) -> Labels {
        Labels(ordered: pairs.filter { isKept($0.name) })
    }

    /// All but the series' name.
    var withoutName: Labels { filtered { $0 != Labels.metricName } }

    /// By their names and values in order.
    public static func < (left: Labels, right: Labels) -> Bool {
        left.pairs.lexicographicallyPrecedes(right.pairs) {
            ($0.name, $0.value) < ($1.name, $1.value)
        }
    }

    /// About how many bytes they take.
    var size: Int {
        pairs.reduce(64) { $0 + $1.name.utf8.count + $1.value.utf8.count + 32 }
    }
}
