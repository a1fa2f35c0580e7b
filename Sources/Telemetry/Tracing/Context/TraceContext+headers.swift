import TracerAPI

/// The context in the headers of calls.
///
/// SOFARPC: `new_rpc_trace_context` as Java writes it, and the two keys of the older form, which
/// anthunder and MOSN read. Where the number does not follow from SOFATracer's span id, W3C's header
/// goes along. HTTP: W3C `traceparent` with SOFATracer's ids in `tracestate`, and B3's headers.
///
/// Sources: sofa-rpc `RemotingConstants.java`, sofa-tracer `SofaTracerSpanContext.java`; W3C Trace
/// Context, section 3; openzipkin/b3-propagation.
extension TraceContext {
    /// Keys of headers; HTTP's in lower case.
    enum Header {
        static let sofaContext = "new_rpc_trace_context"
        static let sofaTraceID = "rpc_trace_context.sofaTraceId"
        static let sofaSpanID = "rpc_trace_context.sofaRpcId"
        static let sofaSampled = "rpc_trace_context.samp"
        static let parent = "traceparent"
        static let state = "tracestate"
        static let b3 = "b3"
        static let b3TraceID = "X-B3-TraceId"
        static let b3SpanID = "X-B3-SpanId"
        static let b3ParentID = "X-B3-ParentSpanId"
        static let b3Sampled = "X-B3-Sampled"
        /// Our name in W3C's `tracestate`.
        static let vendor = "sofa"
    }

    /// The headers in which context travels over HTTP.
    public static let httpHeaderNames = [
        Header.parent, Header.state, Header.b3, Header.b3TraceID, Header.b3SpanID,
        Header.b3ParentID, Header.b3Sampled,
    ]

    /// What goes along with a call over SOFARPC. Of a trace that is not recorded the older form stays
    /// away: the decision has to travel, and the ids for the logs of others, and no more.
    var sofaHeaders: [(String, String)] {
        let parent = parentSpanID ?? ""
        let context = (
            Header.sofaContext,
            "tcid=\(traceID)&spid=\(spanID)&pspid=\(parent)&sample=\(isSampled)&"
        )
        let ids = isSampled ? [(Header.sofaTraceID, traceID), (Header.sofaSpanID, spanID)] : []
        return [context] + ids + (isDigest ? [] : [(Header.parent, traceparent)])
    }

    /// What goes along with a call over HTTP.
    var httpHeaders: [(String, String)] {
        var headers = [
            (Header.parent, traceparent), (Header.state, "\(Header.vendor)=\(traceID):\(spanID)"),
            (Header.b3TraceID, paddedTraceID), (Header.b3SpanID, Hexadecimal.text(id)),
            (Header.b3Sampled, isSampled ? "1" : "0"),
        ]
        if let parentID { headers.append((Header.b3ParentID, Hexadecimal.text(parentID))) }
        return headers
    }

    /// 32 digits.
    var paddedTraceID: String {
        String(repeating: "0", count: max(0, 32 - digits.utf8.count)) + digits
    }

    /// W3C's header.
    var traceparent: String {
        "00-\(paddedTraceID)-\(Hexadecimal.text(id))-\(isSampled ? "01" : "00")"
    }
}

/// A context as another process told it.
enum ToldContext: Hashable {
    /// By SOFATracer or by us: the server shares the client's span.
    case sofa(TraceContext)
    /// By somebody else: our span is a child of this one. Nil for sampled: not decided.
    case foreign(traceID: String, parent: UInt64, isSampled: Bool?)
    /// Only that nothing is to be recorded, or that everything is.
    case decision(Bool)

    /// Reads headers, looked up by key; nil when they tell nothing, or nothing that makes sense.
    init?(_ header: (String) -> String?) {
        if let told = Self.sofa(header) ?? Self.w3c(header) ?? Self.b3(header) {
            self = told
        } else {
            return nil
        }
    }

    private static func sofa(_ header: (String) -> String?) -> ToldContext? {
        var traceID: String?
        var spanID: String?
        var sampled: String?
        if let text = header(TraceContext.Header.sofaContext) {
            for (key, value) in pairs(of: text) {
                switch key {
                case "tcid": traceID = String(value)
                case "spid": spanID = String(value)
                case "sample": sampled = String(value)
                default: break
                }
            }
        } else {
            traceID = header(TraceContext.Header.sofaTraceID)
            spanID = header(TraceContext.Header.sofaSpanID)
            sampled = header(TraceContext.Header.sofaSampled)
        }
        guard let traceID, let spanID, isTraceID(traceID), isSpanID(spanID) else { return nil }
        let number = header(TraceContext.Header.parent).flatMap(parent)?.id
        return .sofa(
            .told(traceID: traceID, spanID: spanID, id: number, isSampled: sampled != "false"))
    }

    /// The pairs of `a=b&c=d&`; every call is read so, hence without intermediate lists.
    private static func pairs(of text: String) -> [(key: Substring, value: Substring)] {
        var pairs: [(key: Substring, value: Substring)] = []
        let bytes = text.utf8
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.endIndex
            if let sign = bytes[start..<end].firstIndex(of: UInt8(ascii: "=")) {
                pairs.append((text[start..<sign], text[bytes.index(after: sign)..<end]))
            }
            start = end < bytes.endIndex ? bytes.index(after: end) : end
        }
        return pairs
    }

    private static func w3c(_ header: (String) -> String?) -> ToldContext? {
        guard let told = header(TraceContext.Header.parent).flatMap(parent) else { return nil }
        if let state = header(TraceContext.Header.state), let ours = sofaState(state),
            TraceID(parsing: ours.traceID.prefix { $0 != "T" }) == TraceID(parsing: told.traceID)
        {
            return .sofa(
                .told(
                    traceID: ours.traceID, spanID: ours.spanID, id: told.id,
                    isSampled: told.isSampled))
        }
        return .foreign(traceID: told.traceID, parent: told.id, isSampled: told.isSampled)
    }

    /// W3C's header: version, trace id, parent id, flags. Versions to come may have more parts.
    private static func parent(
        _ text: String
    ) -> (traceID: String, id: UInt64, isSampled: Bool)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 4 || (parts.count > 4 && parts[0] != "00"), parts[0] != "ff",
            parts[0].utf8.count == 2, Hexadecimal.number(Array(parts[0].utf8)) != nil,
            parts[1].utf8.count == 32, TraceID(parsing: parts[1]) != nil,
            parts[2].utf8.count == 16, let id = Hexadecimal.number(Array(parts[2].utf8)), id != 0,
            parts[3].utf8.count == 2, let flags = Hexadecimal.number(Array(parts[3].utf8))
        else { return nil }
        return (String(parts[1]), id, flags & 1 == 1)
    }

    private static func sofaState(_ text: String) -> (traceID: String, spanID: String)? {
        for entry in text.split(separator: ",") {
            let parts = entry.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0] == TraceContext.Header.vendor else { continue }
            let ids = parts[1].split(separator: ":")
            guard ids.count == 2, isTraceID(String(ids[0])), isSpanID(String(ids[1])) else {
                return nil
            }
            return (String(ids[0]), String(ids[1]))
        }
        return nil
    }

    private static func b3(_ header: (String) -> String?) -> ToldContext? {
        if let single = header(TraceContext.Header.b3) { return b3(single: single) }
        let sampled = header(TraceContext.Header.b3Sampled).map { $0 == "1" || $0 == "true" }
        guard let traceID = header(TraceContext.Header.b3TraceID),
            let spanID = header(TraceContext.Header.b3SpanID)
        else { return sampled.map(ToldContext.decision) }
        // SOFATracer puts its own ids there, which are no B3.
        if spanID.contains(".") || spanID == "0", isTraceID(traceID), isSpanID(spanID) {
            return .sofa(
                .told(traceID: traceID, spanID: spanID, id: nil, isSampled: sampled ?? true))
        }
        return foreign(traceID[...], spanID[...], sampled)
    }

    /// `{trace}-{span}[-{sampled}[-{parent}]]`, or only the decision.
    private static func b3(single text: String) -> ToldContext? {
        let parts = text.split(separator: "-")
        if parts.count == 1 { return .decision(text != "0") }
        guard parts.count >= 2 else { return nil }
        let sampled = parts.count > 2 ? parts[2] == "1" || parts[2] == "d" : nil
        return foreign(parts[0], parts[1], sampled)
    }

    private static func foreign(
        _ traceID: Substring, _ spanID: Substring, _ sampled: Bool?
    ) -> ToldContext? {
        guard let id = TraceID(parsing: traceID), let span = Hexadecimal.number(Array(spanID.utf8)),
            span != 0
        else { return nil }
        return .foreign(traceID: id.description, parent: span, isSampled: sampled)
    }

    private static func isTraceID(_ text: String) -> Bool {
        let digits = text.last == "T" ? text.dropLast() : text[...]
        return TraceID(parsing: digits) != nil
    }

    private static func isSpanID(_ text: String) -> Bool {
        (1...256).contains(text.utf8.count) && text.utf8.first != 46
            && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
    }
}
