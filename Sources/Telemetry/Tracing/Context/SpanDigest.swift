/// FNV-1a with 64 bits: how SOFATracer makes the hexadecimal id that Zipkin wants from its own.
///
/// Source: sofa-tracer `ZipkinV2SpanAdapter.java`.
enum SpanDigest {
    /// The id for a span id of SOFATracer's: `0` gives `af63ad4c86019caf`.
    static func of(_ spanID: String) -> UInt64 {
        fold(spanID.utf8, into: 0xcbf2_9ce4_8422_2325)
    }

    /// The id for a span id below a span that has its hexadecimal id from somewhere else.
    static func of(_ spanID: String, below parent: UInt64, turn: UInt64 = 0) -> UInt64 {
        let words = [parent, turn].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
        }
        let id = fold(spanID.utf8, into: fold(words, into: 0xcbf2_9ce4_8422_2325))
        return id == 0 ? 1 : id
    }

    private static func fold(_ bytes: some Sequence<UInt8>, into start: UInt64) -> UInt64 {
        bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
