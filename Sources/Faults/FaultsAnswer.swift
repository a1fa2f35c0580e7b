/// The answer to every request to `/faults`.
public struct FaultsAnswer: Codable, Hashable, Sendable {
    /// The points at which faults can be armed.
    public var points: [String]
    /// What is armed and has not struck yet.
    public var armed: [FaultOrder]

    /// An answer from its parts.
    public init(points: [String], armed: [FaultOrder]) {
        self.points = points
        self.armed = armed
    }
}
