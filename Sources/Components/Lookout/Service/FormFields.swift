/// The fields of a query string or of a form, `a=1&match[]=up`; a name may come several times.
///
/// Source: the URL standard, section 5.1 (application/x-www-form-urlencoded).
struct FormFields: Equatable {
    private var pairs: [(name: String, value: String)] = []

    /// Fields of these texts, one after the other; what cannot be decoded is left out.
    init(_ texts: String...) {
        for text in texts {
            for part in text.split(separator: "&").prefix(200) {
                let sides = part.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard let name = Self.decoded(sides[0]) else { continue }
                let value = sides.count > 1 ? Self.decoded(sides[1]) : ""
                if let value { pairs.append((name, value)) }
            }
        }
    }

    /// The first of a name.
    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// All of a name.
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    static func == (left: FormFields, right: FormFields) -> Bool {
        left.pairs.map { "\($0)" } == right.pairs.map { "\($0)" }
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(32)
            case UInt8(ascii: "%"):
                guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
                else { return nil }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
