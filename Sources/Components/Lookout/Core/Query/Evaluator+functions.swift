import Glibc

/// Functions of instant vectors and numbers.
extension Evaluator {
    mutating func call(
        _ function: QueryFunction, _ arguments: [Expression], at position: Int
    ) throws(QueryError) -> Grid {
        if function.takesRange {
            guard case .range(let selector, let length)? = arguments.first else {
                return .vector([])
            }
            let keepsName = function == .lastOverTime
            return .vector(
                try overRange(selector, length, keepsName: keepsName) {
                    RangeFunctions.value(function, $0, $1, $2)
                })
        }
        switch function {
        case .time:
            return .scalar((0..<moments.count).map { Double(moments.time($0)) / 1_000 })
        case .vector:
            return .vector([GridLine(Labels([]), try numbers(arguments[0]))])
        case .scalar:
            return .scalar(only(try lines(arguments[0])))
        case .absent:
            return .vector([absent(arguments[0], try lines(arguments[0]))])
        case .histogramQuantile:
            let quantiles = try numbers(arguments[0])
            return .vector(HistogramQuantile.lines(of: try lines(arguments[1]), quantiles))
        case .sort, .sortDescending:
            let lines = try lines(arguments[0])
            return .vector(
                lines.sorted { left, right in
                    let (a, b) = (left.numbers.last ?? .nan, right.numbers.last ?? .nan)
                    // NaN goes last either way.
                    if a.isNaN || b.isNaN { return !a.isNaN }
                    return function == .sort ? a < b : a > b
                })
        default:
            let more = arguments.count > 1 ? try numbers(arguments[1]) : repeating(1)
            return .vector(
                try lines(arguments[0]).map { line in
                    GridLine(
                        line.labels.withoutName,
                        line.numbers.indices.map { index in
                            let number = line.numbers[index]
                            return number.isStaleMarker
                                ? number : Self.value(function, number, more[index])
                        })
                })
        }
    }

    private static func value(
        _ function: QueryFunction, _ number: Double, _ more: Double
    ) -> Double {
        switch function {
        case .absolute: abs(number)
        case .ceil: number.rounded(.up)
        case .floor: number.rounded(.down)
        // By the inverse, as Prometheus does it: tenths then come out as they are written.
        case .round: (number * (1 / more) + 0.5).rounded(.down) / (1 / more)
        case .sqrt: number.squareRoot()
        case .exp: Glibc.exp(number)
        case .ln: Glibc.log(number)
        case .log2: Glibc.log2(number)
        case .log10: Glibc.log10(number)
        case .sign: number.isNaN ? number : number > 0 ? 1 : number < 0 ? -1 : 0
        case .clampMinimum: max(number, more)
        case .clampMaximum: min(number, more)
        default: number
        }
    }

    /// The number of a vector that has exactly one at a moment, else NaN.
    private func only(_ lines: [GridLine]) -> [Double] {
        (0..<moments.count).map { index in
            let present = lines.map { $0.numbers[index] }.filter { !$0.isStaleMarker }
            return present.count == 1 ? present[0] : .nan
        }
    }

    /// 1 where no series has a number; with the labels that the selector fixes.
    private func absent(_ expression: Expression, _ lines: [GridLine]) -> GridLine {
        var labels: [(String, String)] = []
        if case .instant(let selector) = expression {
            labels = selector.matchers
                .filter { $0.operation == .equal && $0.label != Labels.metricName }
                .map { ($0.label, $0.value) }
        }
        return GridLine(
            Labels(labels),
            (0..<moments.count).map { index in
                lines.allSatisfy { $0.numbers[index].isStaleMarker } ? 1 : GridLine.nothing
            })
    }
}
