/// Writes families as text: Prometheus 0.0.4 or OpenMetrics 1.0, each with HELP, TYPE and, in
/// OpenMetrics, UNIT and the closing `# EOF`.
///
/// Sources: prometheus.io "Exposition formats"; OpenMetrics 1.0 (IETF draft-richih-opsawg-openmetrics-00);
/// for quoted names Prometheus's proposal "UTF-8 support".
public struct Exposition {
    private let format: ExpositionFormat
    private let constantLabels: [MetricLabel]
    private var bytes: [UInt8] = []

    /// An exposition in a form.
    ///
    /// - Parameter constantLabels: added to every series that has none of the same name.
    public init(_ format: ExpositionFormat, constantLabels: [MetricLabel] = []) {
        self.format = format
        self.constantLabels = constantLabels
        bytes.reserveCapacity(32 << 10)
    }

    /// The whole text of families, in their order.
    public static func text(
        of families: [MetricFamily], as format: ExpositionFormat,
        constantLabels: [MetricLabel] = []
    ) -> [UInt8] {
        var exposition = Exposition(format, constantLabels: constantLabels)
        for family in families where !family.series.isEmpty { exposition.add(family) }
        if format.syntax == .openMetrics { exposition.write("# EOF\n") }
        return exposition.bytes
    }

    private mutating func add(_ family: MetricFamily) {
        let name = MetricName.family(family.name, family.definition.unit)
        let isCounter = family.kind == .counter
        // In 0.0.4 a counter's family is called as its sample is; in OpenMetrics without `_total`.
        let described = isCounter && format.syntax == .prometheus ? "\(name)_total" : name
        let quoted = shown(described)
        write("# HELP \(quoted) \(escapedHelp(family.definition.help))\n")
        write("# TYPE \(quoted) \(family.kind.rawValue)\n")
        if format.syntax == .openMetrics, let unit = family.definition.unit {
            write("# UNIT \(quoted) \(unit.rawValue)\n")
        }
        for series in family.series {
            let labels = labelText(series.labels)
            switch series.value {
            case .number(let value):
                write(opening(isCounter ? "\(name)_total" : name, labels, more: nil))
                write(" \(Self.text(of: value))\n")
            case .distribution(let layout, let counts, let sum):
                add(layout, counts, sum, name: name, labels: labels)
            }
        }
    }

    private mutating func add(
        _ layout: BucketLayout, _ counts: [Int64], _ sum: Int64, name: String, labels: String
    ) {
        let opening = opening("\(name)_bucket", labels, more: "le=\"", isOpen: true)
        var running: Int64 = 0
        for (index, count) in counts.enumerated() {
            running += count
            write(opening)
            let isLast = index == layout.bounds.count
            // OpenMetrics wants whole bounds with a point, and one form keeps series the same.
            write(isLast ? "+Inf" : "\(Double(layout.bounds[index]) / layout.scale)")
            write("\"} \(running)\n")
        }
        write(self.opening("\(name)_sum", labels, more: nil))
        write(" \(Self.text(of: Double(sum) / layout.scale))\n")
        write(self.opening("\(name)_count", labels, more: nil))
        write(" \(running)\n")
    }

    /// A sample's name and labels: `name{a="b"}`, or `{"dotted.name",a="b"}`; without the closing
    /// quote and brace when it stays open for the value of a last label.
    private func opening(
        _ name: String, _ labels: String, more: String?, isOpen: Bool = false
    ) -> String {
        let isQuoted = format.keepsDots && name.utf8.contains(UInt8(ascii: "."))
        var inner = isQuoted ? "\"\(name)\"" : ""
        for part in [labels, more ?? ""] where !part.isEmpty {
            inner += inner.isEmpty ? part : ",\(part)"
        }
        let head = isQuoted ? "" : MetricName.escaped(name)
        if inner.isEmpty { return head }
        return isOpen ? "\(head){\(inner)" : "\(head){\(inner)}"
    }

    private func shown(_ name: String) -> String {
        guard format.keepsDots else { return MetricName.escaped(name) }
        return name.utf8.contains(UInt8(ascii: ".")) ? "\"\(name)\"" : name
    }

    private func labelText(_ labels: [MetricLabel]) -> String {
        let own = Set(labels.map(\.name))
        let all = (labels + constantLabels.filter { !own.contains($0.name) }).sorted()
        return all.map { "\($0.name)=\"\(escapedValue($0.value))\"" }.joined(separator: ",")
    }

    private func escapedValue(_ text: String) -> String {
        escaped(text, quotes: true)
    }

    /// OpenMetrics escapes quotes in help, too; 0.0.4 would show the backslash.
    private func escapedHelp(_ text: String) -> String {
        escaped(text, quotes: format.syntax == .openMetrics)
    }

    private func escaped(_ text: String, quotes: Bool) -> String {
        let special: Set<UInt8> = [92, 10, 34]
        guard text.utf8.contains(where: special.contains) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private mutating func write(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// A number as both forms read it: whole ones without a point.
    private static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return abs(value) < 1e15 && value == value.rounded() ? "\(Int64(value))" : "\(value)"
    }
}
