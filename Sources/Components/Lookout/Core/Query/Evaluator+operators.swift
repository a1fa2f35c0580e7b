import Glibc

/// Operators between numbers and vectors.
extension Evaluator {
    func combine(
        _ binary: BinaryOperation, _ left: Grid, _ right: Grid
    ) throws(QueryError) -> Grid {
        switch (left, right) {
        case (.scalar(let left), .scalar(let right)):
            return .scalar(
                left.indices.map { Self.number(binary, left[$0], right[$0]) ?? .nan })
        case (.vector(let lines), .scalar(let numbers)):
            return .vector(
                lines.map { line in
                    Self.line(binary, of: line) { index, number in (number, numbers[index]) }
                })
        case (.scalar(let numbers), .vector(let lines)):
            return .vector(
                lines.map { line in
                    Self.line(binary, of: line) { index, number in (numbers[index], number) }
                })
        case (.vector(let left), .vector(let right)):
            return .vector(
                binary.operation.isSet
                    ? gathered(binary, left, right) : try paired(binary, left, right))
        default:
            return .vector([])
        }
    }

    /// A vector's line against a number; a comparison keeps the vector's own number.
    private static func line(
        _ binary: BinaryOperation, of line: GridLine, _ sides: (Int, Double) -> (Double, Double)
    ) -> GridLine {
        let keepsName = binary.operation.isComparison && !binary.givesTruth
        return GridLine(
            keepsName ? line.labels : line.labels.withoutName,
            line.numbers.indices.map { index in
                let own = line.numbers[index]
                guard !own.isStaleMarker else { return own }
                let (left, right) = sides(index, own)
                guard let number = number(binary, left, right) else { return GridLine.nothing }
                return keepsName ? own : number
            })
    }

    /// Pairs lines with equal labels, one to one.
    private func paired(
        _ binary: BinaryOperation, _ left: [GridLine], _ right: [GridLine]
    ) throws(QueryError) -> [GridLine] {
        let others = Dictionary(grouping: right) { Self.key(of: $0.labels, binary.matching) }
        var merged: [Labels: [Double]] = [:]
        for (key, lines) in others { merged[key] = try one(lines, binary, side: "right") }
        var result: [GridLine] = []
        let own = Dictionary(grouping: left) { Self.key(of: $0.labels, binary.matching) }
        for line in left {
            let key = Self.key(of: line.labels, binary.matching)
            guard let partner = merged[key] else { continue }
            if let same = own[key], same.count > 1 { _ = try one(same, binary, side: "left") }
            let keepsName = binary.operation.isComparison && !binary.givesTruth
            var labels = keepsName ? line.labels : line.labels.withoutName
            if let matching = binary.matching {
                let named = Set(matching.labels)
                labels = labels.filtered { named.contains($0) != matching.isIgnoring }
            }
            let numbers = line.numbers.indices.map { index in
                let (mine, other) = (line.numbers[index], partner[index])
                guard !mine.isStaleMarker, !other.isStaleMarker else { return GridLine.nothing }
                return Self.number(binary, mine, other) ?? GridLine.nothing
            }
            result.append(GridLine(labels, numbers))
        }
        return result
    }

    /// The numbers of lines with one key, of which at most one may have a number at each moment.
    private func one(
        _ lines: [GridLine], _ binary: BinaryOperation, side: String
    ) throws(QueryError) -> [Double] {
        guard lines.count > 1 else { return lines.first?.numbers ?? [] }
        var numbers = repeating(GridLine.nothing)
        for line in lines {
            for index in numbers.indices where !line.numbers[index].isStaleMarker {
                guard numbers[index].isStaleMarker else {
                    throw QueryError(
                        .execution, at: binary.position,
                        "several series of the \(side) side have the same labels; "
                            + "aggregate them first, for instance with sum by (...)")
                }
                numbers[index] = line.numbers[index]
            }
        }
        return numbers
    }

    /// `and`, `or`, `unless`.
    private func gathered(
        _ binary: BinaryOperation, _ left: [GridLine], _ right: [GridLine]
    ) -> [GridLine] {
        func presence(_ lines: [GridLine]) -> [Labels: [Bool]] {
            var result: [Labels: [Bool]] = [:]
            for line in lines {
                let key = Self.key(of: line.labels, binary.matching)
                var present = result[key] ?? Array(repeating: false, count: moments.count)
                for index in present.indices where !line.numbers[index].isStaleMarker {
                    present[index] = true
                }
                result[key] = present
            }
            return result
        }
        func kept(_ lines: [GridLine], where others: [Labels: [Bool]], are wanted: Bool)
            -> [GridLine]
        {
            lines.map { line in
                let present = others[Self.key(of: line.labels, binary.matching)]
                return GridLine(
                    line.labels,
                    line.numbers.indices.map {
                        (present?[$0] ?? false) == wanted ? line.numbers[$0] : GridLine.nothing
                    })
            }
        }
        switch binary.operation {
        case .and: return kept(left, where: presence(right), are: true)
        case .unless: return kept(left, where: presence(right), are: false)
        default: return left + kept(right, where: presence(left), are: false)
        }
    }

    private static func key(
        of labels: Labels, _ matching: BinaryOperation.Matching?
    ) -> Labels {
        guard let matching else { return labels.withoutName }
        let named = Set(matching.labels)
        return labels.filtered { name in
            matching.isIgnoring
                ? !named.contains(name) && name != Labels.metricName : named.contains(name)
        }
    }

    /// Nil where a comparison does not hold and leaves out.
    private static func number(
        _ binary: BinaryOperation, _ left: Double, _ right: Double
    ) -> Double? {
        let holds: Bool
        switch binary.operation {
        case .add: return left + right
        case .subtract: return left - right
        case .multiply: return left * right
        case .divide: return left / right
        case .remainder: return left.truncatingRemainder(dividingBy: right)
        case .power: return Glibc.pow(left, right)
        case .equal: holds = left == right
        case .notEqual: holds = left != right
        case .less: holds = left < right
        case .greater: holds = left > right
        case .lessOrEqual: holds = left <= right
        case .greaterOrEqual: holds = left >= right
        case .and, .or, .unless: return nil
        }
        if binary.givesTruth { return holds ? 1 : 0 }
        return holds ? left : nil
    }
}
