/// One connection of a client, numbered by whoever accepts it; a number is never used twice.
public struct ConnectionID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The number.
    public let number: Int

    /// A connection.
    public init(_ number: Int) {
        self.number = number
    }

    /// By number: in the order they were accepted.
    public static func < (left: ConnectionID, right: ConnectionID) -> Bool {
        left.number < right.number
    }

    /// `c7`
    public var description: String {
        "c\(number)"
    }
}
