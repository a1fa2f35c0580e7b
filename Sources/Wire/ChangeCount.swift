/// What `GET /changes` of every component answers.
public struct ChangeCount: Codable, Equatable, Sendable {
    /// How often the evidence at `GET /state` may have changed since the process began.
    public var changes: Int

    /// A count.
    public init(changes: Int) {
        self.changes = changes
    }
}
