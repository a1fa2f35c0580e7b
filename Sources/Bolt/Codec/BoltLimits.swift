/// How large the parts of a frame may be.
public struct BoltLimits: Hashable, Sendable {
    /// The largest content, in bytes; 8 MiB by default.
    public var content: Int

    /// The largest class name and the largest header, in bytes each: Java reads their lengths as
    /// signed 16-bit numbers and drops the connection beyond.
    public static let name = 32_767

    /// Limits; 8 MiB of content by default.
    public init(content: Int = 8 << 20) {
        self.content = content
    }
}
