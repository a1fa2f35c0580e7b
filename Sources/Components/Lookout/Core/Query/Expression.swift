/// A query as a tree.
indirect enum Expression: Equatable, Sendable {
    case number(Double)
    case text(String)
    /// The latest sample of each series.
    case instant(Selector)
    /// All samples of each series over a time before now, in milliseconds.
    case range(Selector, Int64)
    case call(QueryFunction, [Expression], position: Int)
    case aggregation(Aggregation)
    case binary(BinaryOperation)
    case negation(Expression)

    /// What an expression gives.
    enum Kind: String {
        case scalar
        case text = "string"
        case instant = "instant vector"
        case range = "range vector"
    }

    var kind: Kind {
        switch self {
        case .number: .scalar
        case .text: .text
        case .instant, .aggregation: .instant
        case .range: .range
        case .call(let function, _, _): function.result
        case .binary(let operation):
            operation.left.kind == .scalar && operation.right.kind == .scalar ? .scalar : .instant
        case .negation(let expression): expression.kind
        }
    }

    /// All selectors in it.
    var selectors: [Selector] {
        switch self {
        case .number, .text: []
        case .instant(let selector), .range(let selector, _): [selector]
        case .call(_, let arguments, _): arguments.flatMap(\.selectors)
        case .aggregation(let aggregation):
            aggregation.expression.selectors + (aggregation.parameter?.selectors ?? [])
        case .binary(let operation): operation.left.selectors + operation.right.selectors
        case .negation(let expression): expression.selectors
        }
    }
}

/// Which series.
public struct Selector: Hashable, Sendable {
    /// Conditions, that on the name first when there is one.
    public var matchers: [Matcher]
    /// How long before now, in milliseconds.
    var offset: Int64 = 0

    /// A selector of these conditions.
    public init(matchers: [Matcher]) {
        self.matchers = matchers
    }

    /// The name it asks for; nil when it asks for several.
    public var name: String? {
        matchers.first { $0.label == Labels.metricName && $0.operation == .equal }?.value
    }
}

/// `sum by (app) (x)`.
struct Aggregation: Equatable, Sendable {
    enum Operation: String, Sendable, CaseIterable {
        case sum, avg, min, max, count, group, stddev, stdvar, topk, bottomk, quantile

        /// Whether a number comes before the vector.
        var hasParameter: Bool {
            switch self {
            case .topk, .bottomk, .quantile: true
            default: false
            }
        }
    }

    var operation: Operation
    var expression: Expression
    var parameter: Expression?
    var labels: [String]
    /// `without` these labels, instead of `by` them.
    var isWithout: Bool
}

/// `left + right`.
struct BinaryOperation: Equatable, Sendable {
    enum Operation: String, Sendable, CaseIterable {
        case or, unless, and
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case greater = ">"
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case remainder = "%"
        case power = "^"

        /// Higher binds tighter.
        var precedence: Int {
            switch self {
            case .or: 1
            case .and, .unless: 2
            case .equal, .notEqual, .less, .greater, .lessOrEqual, .greaterOrEqual: 3
            case .add, .subtract: 4
            case .multiply, .divide, .remainder: 5
            case .power: 6
            }
        }

        var isComparison: Bool { precedence == 3 }
        var isSet: Bool { precedence <= 2 }
    }

    var operation: Operation
    var left: Expression
    var right: Expression
    /// Comparisons give 0 and 1 instead of leaving out.
    var givesTruth = false
    /// Labels that pair the sides `on` these; nil for all.
    var matching: Matching?
    var position: Int

    struct Matching: Equatable, Sendable {
        var labels: [String]
        /// `ignoring` these labels, instead of `on` them.
        var isIgnoring: Bool
    }
}
