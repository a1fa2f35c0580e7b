/// An amount of money: an integer number of fen, so that no sum is ever rounded.
///
/// The text form has two decimals (`1000000.00`), as balances and prices have on every wire of the
/// workshop. Amounts stay below ``limit``, the bound of the original's `decimal(16,2)`.
public struct Money: Hashable, Comparable, Sendable {
    /// The greatest amount either way: 99,999,999,999,999.99.
    public static let limit = Money(fen: 9_999_999_999_999_999)

    /// Nothing.
    public static let zero = Money(fen: 0)

    /// Hundredths of a yuan.
    public let fen: Int64

    /// An amount from fen.
    public init(fen: Int64) {
        self.fen = fen
    }

    /// An amount from whole yuan.
    public init(yuan: Int64) {
        self.fen = yuan * 100
    }

    /// Reads `12`, `12.3` or `-12.34`; more decimals, signs, spaces or an amount beyond ``limit``
    /// give nil.
    public init?(_ text: some StringProtocol) {
        var digits = Substring(text)
        let negative = digits.first == "-"
        if negative { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, whole.count <= 14,
            whole.utf8.allSatisfy({ (48...57).contains($0) }), let yuan = Int64(whole)
        else { return nil }
        var cents: Int64 = 0
        if parts.count == 2 {
            let decimals = parts[1]
            guard (1...2).contains(decimals.count),
                decimals.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int64(decimals)
            else { return nil }
            cents = decimals.count == 1 ? value * 10 : value
        }
        let magnitude = yuan * 100 + cents
        self.fen = negative ? -magnitude : magnitude
    }

    /// The sum; nil when it leaves ``limit``.
    public func adding(_ other: Money) -> Money? {
        let (sum, overflow) = fen.addingReportingOverflow(other.fen)
        guard !overflow, abs(sum) <= Money.limit.fen else { return nil }
        return Money(fen: sum)
    }

    /// The difference; nil when it leaves ``limit``.
    public func subtracting(_ other: Money) -> Money? {
        adding(Money(fen: -other.fen))
    }

    /// The amount so many times; nil when it leaves ``limit``.
    public func times(_ count: Int) -> Money? {
        let (product, overflow) = fen.multipliedReportingOverflow(by: Int64(count))
        guard !overflow, abs(product) <= Money.limit.fen else { return nil }
        return Money(fen: product)
    }

    /// Order by amount.
    public static func < (left: Money, right: Money) -> Bool {
        left.fen < right.fen
    }

    /// For people: `1,000,000.00`.
    public var grouped: String {
        let plain = description
        let sign = plain.hasPrefix("-") ? "-" : ""
        let parts = plain.dropFirst(sign.count).split(separator: ".")
        var grouped = ""
        for (index, digit) in parts[0].enumerated() {
            if index > 0, (parts[0].count - index).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        return "\(sign)\(grouped).\(parts[1])"
    }
}

extension Money: CustomStringConvertible {
    /// For wires: `1000000.00`.
    public var description: String {
        let magnitude = fen.magnitude
        let cents = magnitude % 100
        return "\(fen < 0 ? "-" : "")\(magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}

/// As JSON an amount is a string with two decimals.
extension Money: Codable {
    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let money = Money(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\"\(text)\" is not an amount of money")
        }
        self = money
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
