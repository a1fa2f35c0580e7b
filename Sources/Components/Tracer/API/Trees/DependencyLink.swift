/// One service calls another: so often, so often in vain.
public struct DependencyLink: Hashable, Sendable, Codable {
    /// Who calls.
    public var parent: String
    /// Who is called.
    public var child: String
    /// Calls.
    public var callCount: Int
    /// Calls that failed, on either side.
    public var errorCount: Int

    /// A link.
    public init(parent: String, child: String, callCount: Int, errorCount: Int) {
        self.parent = parent
        self.child = child
        self.callCount = callCount
        self.errorCount = errorCount
    }

    /// Reads it; Zipkin leaves an error count of 0 out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        parent = try container.decode(String.self, forKey: .parent)
        child = try container.decode(String.self, forKey: .child)
        callCount = try container.decode(Int.self, forKey: .callCount)
        errorCount = try container.decodeIfPresent(Int.self, forKey: .errorCount) ?? 0
    }
}
