/// `sum by (app) (...)` and its like.
extension Evaluator {
    mutating func aggregate(_ aggregation: Aggregation) throws(QueryError) -> Grid {
        let lines = try lines(aggregation.expression)
        let parameter = try aggregation.parameter.map { expression throws(QueryError) in
            try numbers(expression)
        }
        let named = Set(aggregation.labels)
        var order: [Labels] = []
        var groups: [Labels: [GridLine]] = [:]
        for line in lines {
            let key = line.labels.filtered { name in
                aggregation.isWithout
                    ? !named.contains(name) && name != Labels.metricName : named.contains(name)
            }
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(line)
        }
        var result: [GridLine] = []
        for key in order {
            let members = groups[key] ?? []
            switch aggregation.operation {
            case .topk, .bottomk:
                result += ranked(
                    members, parameter ?? [], highest: aggregation.operation == .topk)
            default:
                result.append(
                    folded(members, aggregation.operation, parameter, labels: key))
            }
        }
        return .vector(result)
    }

    private func folded(
        _ members: [GridLine], _ operation: Aggregation.Operation, _ parameter: [Double]?,
        labels: Labels
    ) -> GridLine {
        GridLine(
            labels,
            (0..<moments.count).map { index in
                let present = members.lazy.map { $0.numbers[index] }
                    .filter { !$0.isStaleMarker }
                let numbers = Array(present)
                guard !numbers.isEmpty else { return GridLine.nothing }
                return Self.value(operation, numbers, parameter?[index] ?? .nan)
            })
    }

    private static func value(
        _ operation: Aggregation.Operation, _ numbers: [Double], _ parameter: Double
    ) -> Double {
        let count = Double(numbers.count)
        switch operation {
        case .sum: return numbers.reduce(0, +)
        case .avg: return numbers.reduce(0, +) / count
        case .min: return numbers.reduce(.nan) { $1 < $0 || $0.isNaN ? $1 : $0 }
        case .max: return numbers.reduce(.nan) { $1 > $0 || $0.isNaN ? $1 : $0 }
        case .count: return count
        case .group: return 1
        case .stdvar, .stddev:
            let mean = numbers.reduce(0, +) / count
            let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
            return operation == .stdvar ? variance : variance.squareRoot()
        case .quantile: return quantile(parameter, numbers.sorted())
        case .topk, .bottomk: return .nan
        }
    }

    private static func quantile(_ quantile: Double, _ sorted: [Double]) -> Double {
        if quantile.isNaN { return .nan }
        if quantile < 0 { return -.infinity }
        if quantile > 1 { return .infinity }
        let rank = quantile * Double(sorted.count - 1)
        let low = Int(rank.rounded(.down))
        let high = min(low + 1, sorted.count - 1)
        let weight = rank - Double(low)
        return sorted[low] * (1 - weight) + sorted[high] * weight
    }

    /// The members with the highest or lowest numbers at each moment; they keep their labels.
    private func ranked(
        _ members: [GridLine], _ parameter: [Double], highest: Bool
    ) -> [GridLine] {
        var result = members.map { GridLine($0.labels, repeating(GridLine.nothing)) }
        for index in 0..<moments.count {
            let wanted = parameter[index]
            let count = wanted >= 1 ? Int(min(wanted, 100_000)) : 0
            let ranking = members.indices.filter { !members[$0].numbers[index].isStaleMarker }
                .sorted { left, right in
                    let (a, b) = (members[left].numbers[index], members[right].numbers[index])
                    if a.isNaN || b.isNaN { return !a.isNaN }
                    return highest ? a > b : a < b
                }
            for member in ranking.prefix(count) {
                result[member].numbers[index] = members[member].numbers[index]
            }
        }
        return result
    }
}
