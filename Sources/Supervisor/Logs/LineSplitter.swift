/// Cuts what a process writes into lines fit to be shown.
///
/// A line is cut at ``limit`` bytes and what follows up to its line feed is skipped; invalid UTF-8,
/// control characters and the marks that turn the direction of writing become U+FFFD, a tab becomes
/// a space, a carriage return before the line feed falls away. So no line can steer a terminal.
struct LineSplitter: Equatable, Sendable {
    static let limit = 4_096

    private var line: [UInt8] = []

    /// Takes in some bytes and gives the lines that are whole now.
    mutating func append(_ bytes: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte == 0x0A {
                lines.append(Self.clean(line))
                line.removeAll(keepingCapacity: true)
            } else if line.count <= Self.limit {
                line.append(byte)
            }
        }
        return lines
    }

    /// The last line when it ended without a line feed; nil when there is none.
    mutating func finish() -> String? {
        guard !line.isEmpty else { return nil }
        defer { line = [] }
        return Self.clean(line)
    }

    /// Bytes as a line fit to be shown.
    static func clean(_ bytes: [UInt8]) -> String {
        var bytes = bytes[...]
        if bytes.last == 0x0D { bytes = bytes.dropLast() }
        var clean = String.UnicodeScalarView()
        var width = 0
        var roomForEllipsis = clean.endIndex
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let shown = isHarmful(scalar) ? "\u{FFFD}" : scalar == "\t" ? " " : scalar
            width += UTF8.width(shown)
            guard width <= limit else { return String(clean[..<roomForEllipsis]) + ellipsis }
            clean.append(shown)
            if width <= limit - ellipsis.utf8.count { roomForEllipsis = clean.endIndex }
        }
        return String(clean)
    }

    private static let ellipsis = "…"

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
