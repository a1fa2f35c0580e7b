/// The statistics of 2019: SOFALookout kept for every metric what happened within the last step, as
/// `NAME.rate`, `NAME.elapPerExec` and so on. We keep counters and buckets, and derive those.
///
/// `NAME.count` is different: it is the counter itself, from the start of its process, so that one
/// number answers "how often", and `increase(NAME.count[30s])` is what 2019 showed.
enum OriginalStatistic {
    /// The step of a metric of normal priority (`LookoutConfig.java`), in milliseconds.
    static let step: Int64 = 30_000

    /// How a name is derived, when its end is a statistic; nil for other names.
    static func expression(for selector: Selector) -> Expression? {
        guard let name = selector.name, let dot = name.lastIndex(of: ".") else { return nil }
        let base = String(name[..<dot])
        func over(_ function: QueryFunction, _ ending: String) -> Expression {
            var changed = selector
            changed.matchers = selector.matchers.map {
                $0 == Matcher.name(name) ? Matcher.name(base + ending) : $0
            }
            return .call(function, [.range(changed, step)], position: 0)
        }
        switch name[name.index(after: dot)...] {
        case "rate": return over(.rate, ".count")
        case "totalTime": return over(.increase, "_seconds_sum")
        case "elapPerExec":
            return .binary(
                BinaryOperation(
                    operation: .divide, left: over(.rate, "_seconds_sum"),
                    right: over(.rate, "_seconds_count"), position: 0))
        case "max":
            return .call(
                .histogramQuantile, [.number(1), over(.rate, "_seconds_bucket")], position: 0)
        default: return nil
        }
    }

    /// An expression in which every name that `isKnown` denies is derived, where it can be.
    static func deriving(
        in expression: Expression, unless isKnown: (String) -> Bool
    ) -> Expression {
        func derived(_ inner: Expression) -> Expression { deriving(in: inner, unless: isKnown) }
        switch expression {
        case .number, .text, .range: return expression
        case .instant(let selector):
            guard let name = selector.name, !isKnown(name) else { return expression }
            return self.expression(for: selector) ?? expression
        case .call(let function, let arguments, let position):
            return .call(function, arguments.map(derived), position: position)
        case .aggregation(var aggregation):
            aggregation.expression = derived(aggregation.expression)
            aggregation.parameter = aggregation.parameter.map(derived)
            return .aggregation(aggregation)
        case .binary(var operation):
            operation.left = derived(operation.left)
            operation.right = derived(operation.right)
            return .binary(operation)
        case .negation(let inner): return .negation(derived(inner))
        }
    }
}
