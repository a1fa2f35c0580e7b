internal import Yams

/// Reads the keys of one mapping and gathers what is wrong, so that one save tells every fault.
struct FieldReader {
    let file: String
    private(set) var problems: [FileProblem] = []
    private var pairs: [(key: String, keyNode: Node, value: Node)] = []
    private let place: Node

    /// A reader of `node`, which must be a mapping with no keys but `known`.
    init(_ node: Node, named name: String, in file: String, known: [String]) {
        self.file = file
        self.place = node
        guard let mapping = node.mapping else {
            report(.wrongType(key: name, expected: .mapping, found: node.kind), at: node)
            return
        }
        for (key, value) in mapping {
            guard let text = key.scalar?.string, known.contains(text) else {
                let text = key.scalar?.string ?? "?"
                let nearest = NearestName.of(text, among: known)
                report(.unknownKey(text, nearest: nearest, known: known), at: key)
                continue
            }
            pairs.append((text, key, value))
        }
    }

    /// The value of a key, when it is there.
    func value(_ key: String) -> Node? {
        pairs.first { $0.key == key }?.value
    }

    /// Notes a fault at a node, or at the mapping itself.
    mutating func report(_ fault: FileFault, at node: Node? = nil) {
        let at = (node ?? place).mark.map(TextPlace.init) ?? .start
        problems.append(FileProblem(file: file, line: at.line, column: at.column, fault: fault))
    }

    /// Takes over what another reader of the same file found.
    mutating func adopt(_ other: FieldReader) {
        problems += other.problems
    }

    /// Text; `fallback` when the key is not there. `fault` says what is wrong with a text, if any.
    mutating func text(
        _ key: String, else fallback: String, refusing fault: (String) -> FileFault?
    ) -> String {
        guard let node = value(key) else { return fallback }
        guard let scalar = node.scalar, node.kind != .nothing else {
            report(.wrongType(key: key, expected: .text, found: node.kind), at: node)
            return fallback
        }
        if let fault = fault(scalar.string) {
            report(fault, at: node)
            return fallback
        }
        return scalar.string
    }

    /// A whole number in a range; `fallback` when the key is not there.
    mutating func number(
        _ key: String, else fallback: Int, in range: ClosedRange<Int>,
        fault: (String) -> FileFault
    ) -> Int {
        guard let node = value(key) else { return fallback }
        guard let scalar = node.scalar, node.kind != .nothing else {
            report(.wrongType(key: key, expected: .number, found: node.kind), at: node)
            return fallback
        }
        guard node.kind == .number, let number = Int(scalar.string), range.contains(number) else {
            report(fault(scalar.string), at: node)
            return fallback
        }
        return number
    }

    /// A port: 0 asks for any free one.
    mutating func port(_ key: String, else fallback: Int) -> Int {
        number(key, else: fallback, in: 0...65535) { .badPort($0) }
    }

    /// `host:port`.
    mutating func address(_ key: String, else fallback: NetworkAddress) -> NetworkAddress {
        let text = text(key, else: fallback.description) {
            NetworkAddress(parsing: $0) == nil ? .badAddress($0) : nil
        }
        return NetworkAddress(parsing: text) ?? fallback
    }

    /// `host:port`; nil when the key is not there, or empty.
    mutating func optionalAddress(_ key: String) -> NetworkAddress? {
        let text = text(key, else: "") {
            $0.isEmpty || NetworkAddress(parsing: $0) != nil ? nil : .badAddress($0)
        }
        return NetworkAddress(parsing: text)
    }

    /// At most 32 of letters, digits, `_` and `-`; may be empty.
    mutating func uniqueID() -> String {
        if let node = value("uniqueId"), let scalar = node.scalar, node.kind == .number {
            // `uniqueId: 007` is meant as text.
            if scalar.string.utf8.count <= 32 { return scalar.string }
        }
        return text("uniqueId", else: "") {
            let good = $0.utf8.count <= 32 && $0.utf8.allSatisfy(\.isNameByte)
            return good ? nil : .badUniqueID($0)
        }
    }

    /// How purchases are kept whole; not at all when the key is not there.
    mutating func transactionMode() -> TransactionMode {
        let word = text("transactions", else: TransactionMode.off.rawValue) {
            TransactionMode(rawValue: $0) == nil ? .unknownTransactionMode($0) : nil
        }
        return TransactionMode(rawValue: word) ?? .off
    }

    /// Whether there is a fence; there is one when the key is not there.
    mutating func fence() -> Bool {
        text("fence", else: "on") { ["on", "off"].contains($0) ? nil : .unknownFence($0) } == "on"
    }

    /// The name of an application.
    mutating func name(else fallback: String) -> String {
        text("name", else: fallback) {
            let good =
                (1...64).contains($0.utf8.count)
                && $0.utf8.allSatisfy { $0.isNameByte || $0 == UInt8(ascii: ".") }
            return good ? nil : .badName($0)
        }
    }
}

extension Node {
    /// What kind of value this is, for people.
    var kind: FileFault.ValueKind {
        switch self {
        case .mapping: return .mapping
        case .sequence: return .list
        case .alias: return .text
        case .scalar(let scalar):
            let quoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
            if quoted { return .text }
            if ["", "~", "null"].contains(scalar.string) { return .nothing }
            return Int(scalar.string) == nil ? .text : .number
        }
    }
}

extension UInt8 {
    /// A letter, a digit, `_` or `-`.
    fileprivate var isNameByte: Bool {
        switch self {
        case 48...57, 65...90, 97...122, 45, 95: true
        default: false
        }
    }
}
