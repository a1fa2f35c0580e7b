import LookoutCore

/// Writes answers as Prometheus's HTTP API does: `{"status":"success","data":...}`.
///
/// By hand, because an answer may have a hundred thousand points, and numbers are texts in it.
/// Source: prometheus.io, "HTTP API".
struct AnswerWriter {
    private(set) var bytes: [UInt8] = []

    /// A whole answer with data that a closure writes.
    static func success(_ data: (inout AnswerWriter) -> Void) -> [UInt8] {
        var writer = AnswerWriter()
        writer.raw("{\"status\":\"success\",\"data\":")
        data(&writer)
        writer.raw("}")
        return writer.bytes
    }

    /// A refusal.
    static func failure(_ type: String, _ text: String) -> [UInt8] {
        var writer = AnswerWriter()
        writer.raw("{\"status\":\"error\",\"errorType\":")
        writer.text(type)
        writer.raw(",\"error\":")
        writer.text(text)
        writer.raw("}")
        return writer.bytes
    }

    mutating func raw(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func text(_ text: String) {
        bytes.append(34)
        for byte in text.utf8 {
            switch byte {
            case 34, 92: bytes += [92, byte]
            case 10: bytes += [92, 110]
            case 0..<32:
                let digits = Array("0123456789abcdef".utf8)
                raw("\\u00")
                bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(34)
    }

    /// Texts, in brackets.
    mutating func list<Element>(
        _ elements: some Collection<Element>, _ write: (inout AnswerWriter, Element) -> Void
    ) {
        raw("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { raw(",") }
            write(&self, element)
        }
        raw("]")
    }

    mutating func labels(_ labels: Labels) {
        raw("{")
        for (index, pair) in labels.pairs.enumerated() {
            if index > 0 { raw(",") }
            text(pair.name)
            raw(":")
            text(pair.value)
        }
        raw("}")
    }

    /// An answer to a query; a matrix when it was asked over a range.
    mutating func result(_ result: QueryResult, isRange: Bool) {
        let kind = isRange && result.kind != .text ? QueryResult.Kind.matrix : result.kind
        raw("{\"resultType\":\"\(kind.rawValue)\",\"result\":")
        switch kind {
        case .text:
            raw("[0,")
            text(result.text)
            raw("]")
        case .scalar:
            if let point = result.series.first?.points.first { self.point(point) }
        case .vector, .matrix:
            list(result.series) { writer, series in
                writer.raw("{\"metric\":")
                writer.labels(series.labels)
                writer.raw(kind == .vector ? ",\"value\":" : ",\"values\":")
                if kind == .vector {
                    if let point = series.points.first { writer.point(point) }
                } else {
                    writer.list(series.points) { $0.point($1) }
                }
                writer.raw("}")
            }
        }
        raw("}")
    }

    private mutating func point(_ point: QueryResult.Point) {
        raw("[")
        raw("\(point.time / 1_000)")
        let rest = point.time % 1_000
        if rest > 0 { raw(".\(String(1_000 + rest).dropFirst())") }
        raw(",\"\(Self.number(point.value))\"]")
    }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return abs(value) < 1e15 && value == value.rounded() ? "\(Int64(value))" : "\(value)"
    }
}
