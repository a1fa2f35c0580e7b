/// The functions of the subset, as in Prometheus (promql/parser/functions.go).
enum QueryFunction: String, Sendable, CaseIterable {
    // Over a range vector.
    case rate, irate, increase, delta, idelta, changes, resets
    case averageOverTime = "avg_over_time"
    case minimumOverTime = "min_over_time"
    case maximumOverTime = "max_over_time"
    case sumOverTime = "sum_over_time"
    case countOverTime = "count_over_time"
    case lastOverTime = "last_over_time"
    // Over an instant vector.
    case histogramQuantile = "histogram_quantile"
    case absolute = "abs"
    case ceil, floor, round, sqrt, exp, ln
    case log2, log10
    case sign = "sgn"
    case clampMinimum = "clamp_min"
    case clampMaximum = "clamp_max"
    case absent, sort
    case sortDescending = "sort_desc"
    // Between kinds.
    case time, vector, scalar

    /// What it takes.
    var parameters: [Expression.Kind] {
        switch self {
        case .rate, .irate, .increase, .delta, .idelta, .changes, .resets, .averageOverTime,
            .minimumOverTime, .maximumOverTime, .sumOverTime, .countOverTime, .lastOverTime:
            [.range]
        case .histogramQuantile: [.scalar, .instant]
        case .round, .clampMinimum, .clampMaximum: [.instant, .scalar]
        case .time: []
        case .vector: [.scalar]
        default: [.instant]
        }
    }

    /// How many parameters it needs at least.
    var required: Int { self == .round ? 1 : parameters.count }

    var result: Expression.Kind { self == .time || self == .scalar ? .scalar : .instant }

    var takesRange: Bool { parameters == [.range] }
}
