/// Up to where somebody has heard what happens in a workshop: states of components, files that were
/// applied, lines that components wrote. Whatever moves a check says so in one of these.
public struct ChangeMark: Equatable, Sendable {
    /// The revision of the supervisor's snapshot; nil before the first.
    public var revision: Int?
    /// The sequence of the last log line; negative before the first.
    public var sequence: Int

    /// A mark; without arguments the one before everything.
    public init(revision: Int? = nil, sequence: Int = -1) {
        self.revision = revision
        self.sequence = sequence
    }
}
