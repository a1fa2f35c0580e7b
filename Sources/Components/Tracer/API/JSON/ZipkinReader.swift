/// Reads spans from Zipkin's JSON, and says which span is wrong and why.
///
/// As Zipkin does: ids are lower-case hexadecimal and padded, names become lower case, a parent of
/// zeros or the span's own id is no parent, a time or duration of 0 is none. What is not known is
/// skipped.
public struct ZipkinReader {
    /// What a list of spans may have.
    public struct Limits: Hashable, Sendable {
        /// Spans in one list.
        public var spans: Int
        /// Tags of one span; beyond, tags are left out.
        public var tags: Int
        /// Annotations of one span; beyond, annotations are left out.
        public var annotations: Int
        /// Bytes of one name, tag or annotation; beyond, they are cut.
        public var textBytes: Int

        /// 20,000 spans a list, 64 tags and 64 annotations a span, 4 KiB a text, unless said otherwise.
        public init(
            spans: Int = 20_000, tags: Int = 64, annotations: Int = 64, textBytes: Int = 4_096
        ) {
            self.spans = spans
            self.tags = tags
            self.annotations = annotations
            self.textBytes = textBytes
        }
    }

    /// Why a list cannot be taken.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// Not JSON, or not the JSON of spans.
        case json(JSONFault)
        /// A span is wrong; the first has number 0.
        case span(Int, String)
        /// More spans than one list may have.
        case tooMany(limit: Int)

        /// One sentence.
        public var description: String {
            switch self {
            case .json(let fault): "the body is not a list of spans in JSON: \(fault)"
            case .span(let number, let reason): "span \(number) of the list: \(reason)"
            case .tooMany(let limit): "more than \(limit) spans in one list; send them in parts"
            }
        }
    }

    private let limits: Limits

    /// A reader.
    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Reads a list of spans; nothing at all is an empty list.
    public func spans(_ bytes: [UInt8]) throws(Fault) -> [ZipkinSpan] {
        var scanner = JSONScanner(bytes)
        guard scanner.peek() != nil else { return [] }
        let spans = try list(&scanner)
        do throws(JSONFault) { try scanner.end() } catch { throw .json(error) }
        return spans
    }

    /// Reads a list of traces, which are lists of spans.
    public func traces(_ bytes: [UInt8]) throws(Fault) -> [[ZipkinSpan]] {
        var scanner = JSONScanner(bytes)
        var traces: [[ZipkinSpan]] = []
        try scanner.array(or: Fault.json) { (inner) throws(Fault) in
            traces.append(try list(&inner))
        }
        do throws(JSONFault) { try scanner.end() } catch { throw .json(error) }
        return traces
    }

    private func list(_ scanner: inout JSONScanner) throws(Fault) -> [ZipkinSpan] {
        var spans: [ZipkinSpan] = []
        try scanner.array(or: Fault.json) { (inner) throws(Fault) in
            guard spans.count < limits.spans else { throw .tooMany(limit: limits.spans) }
            var draft = SpanDraft(number: spans.count, limits: limits)
            do throws(JSONFault) {
                try inner.object { (member, key) throws(JSONFault) in
                    try draft.read(key, from: &member)
                }
            } catch {
                throw .json(error)
            }
            spans.append(try draft.finish())
        }
        return spans
    }
}
