extension ProviderAddress: CustomStringConvertible {
    /// The version of SOFARPC that we pass for: the first that reads the new trace context.
    private static let rpcVersion = "50100"

    /// Old readers know a serialization by its number.
    private static let serializationNumbers = [
        "1": "hessian2", "2": "java", "4": "hessian2", "11": "protobuf", "12": "json",
    ]

    /// Keys that belong to a property, each with the spellings readers and writers use.
    private enum Key {
        static let weight = ["weight", "_WEIGHT"]
        static let application = ["appName", "app_name", "self_app_name"]
        static let serialization = ["serialization", "_SERIALIZETYPE"]
        static let uniqueID = ["uniqueId"]
        static let timeout = ["timeout", "_TIMEOUT"]
        static let startTime = ["startTime"]
        /// Written always, and no property.
        static let fixed = ["rpcVer", "p", "v"]
        static let all = Set(
            weight + application + serialization + uniqueID + timeout + startTime + fixed)
    }

    /// The form SOFARPC publishes in SOFARegistry.
    public var description: String {
        var pairs: [(String, String)] = [
            ("rpcVer", Self.rpcVersion), ("serialization", serialization), ("weight", "\(weight)"),
        ]
        if let timeoutMilliseconds { pairs.append(("timeout", "\(timeoutMilliseconds)")) }
        pairs += [
            ("appName", application), ("p", "1"), ("v", "4.0"), ("_SERIALIZETYPE", serialization),
            ("_WEIGHT", "\(weight)"),
        ]
        if let timeoutMilliseconds { pairs.append(("_TIMEOUT", "\(timeoutMilliseconds)")) }
        pairs.append(("app_name", application))
        if !uniqueID.isEmpty { pairs.append(("uniqueId", uniqueID)) }
        let others = parameters.filter { !Key.all.contains($0.key) }
        for (key, value) in others.sorted(by: { $0.key < $1.key }) { pairs.append((key, value)) }
        if let startTimeMilliseconds { pairs.append(("startTime", "\(startTimeMilliseconds)")) }
        let query = pairs.map { "\(Self.encode($0.0))=\(Self.encode($0.1))" }
        return "\(address)?\(query.joined(separator: "&"))"
    }

    /// Reads a provider's data string; nil when it has no readable address, or a number that is none.
    public init?(parsing text: some StringProtocol) {
        let halves = Substring(text).split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard var place = halves.first else { return nil }
        if let scheme = place.firstRange(of: "://") {
            guard place[..<scheme.lowerBound] == "bolt" else { return nil }
            place = place[scheme.upperBound...]
        }
        guard let address = BoltAddress(place) else { return nil }
        var values: [String: String] = [:]
        for pair in halves.dropFirst().first?.split(separator: "&") ?? [] {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2, let key = Self.decode(sides[0]),
                let value = Self.decode(sides[1])
            else { return nil }
            values[key] = value
        }
        self.init(address, values: values)
    }

    private init?(_ address: BoltAddress, values: [String: String]) {
        func value(_ keys: [String]) -> String? {
            keys.lazy.compactMap { values[$0] }.first { !$0.isEmpty }
        }
        self.init(address)
        if let text = value(Key.weight) {
            guard let number = Int(text), number >= 0 else { return nil }
            weight = number
        }
        if let text = value(Key.timeout) {
            guard let number = Int(text) else { return nil }
            timeoutMilliseconds = number
        }
        if let text = value(Key.startTime) {
            guard let number = Int64(text) else { return nil }
            startTimeMilliseconds = number
        }
        application = value(Key.application) ?? ""
        let name = value(Key.serialization) ?? "hessian2"
        serialization = Self.serializationNumbers[name] ?? name
        uniqueID = value(Key.uniqueID) ?? ""
        parameters = values.filter { !Key.all.contains($0.key) }
    }

    private static func encode(_ text: String) -> String {
        let reserved = Set("&=?#%".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte <= 32 || byte == 127 || reserved.contains(byte) {
                let digits = String(byte, radix: 16, uppercase: true)
                bytes += Array("%\(digits.count == 1 ? "0" : "")\(digits)".utf8)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Undoes ``encode(_:)``; a percent sign without two digits stands for itself, as in values of
    /// peers that do not encode.
    private static func decode(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == 37, digits.count == 2, let code = UInt8(String(digits) ?? "", radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
