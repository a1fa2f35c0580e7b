/// The name of a global transaction, `127.0.0.1:8091:7353893891551232`: the coordinator's address and a
/// number of its making.
///
/// Only the coordinator reads the number; for everybody else it is a text of at most ``limit`` bytes.
public struct XID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// At most so many bytes, as Seata's tables have room for.
    public static let limit = 128

    /// As it goes over the wire.
    public let text: String

    /// A name as it came.
    public init(_ text: String) {
        self.text = text
    }

    /// The name of a transaction that a coordinator begins.
    public init(address: String, number: Int64) {
        text = "\(address):\(number)"
    }

    /// The number after the last colon; nil when there is none.
    public var number: Int64? {
        text.split(separator: ":", omittingEmptySubsequences: false).last.flatMap { Int64($0) }
    }

    /// As it goes over the wire.
    public var description: String { text }

    /// From a JSON string.
    public init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    /// As a JSON string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
