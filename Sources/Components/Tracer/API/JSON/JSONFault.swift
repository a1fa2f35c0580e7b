/// Why bytes are not the JSON they should be.
public struct JSONFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let reason: String
    /// Where, in bytes from the beginning.
    public let offset: Int

    /// A fault.
    public init(_ reason: String, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// One sentence.
    public var description: String { "\(reason) (byte \(offset))" }
}
