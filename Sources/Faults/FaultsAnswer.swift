/// The answer to every request to `/faults`.
public struct FaultsAnswer: Codable, Hashable, Sendable {
    /// The points at which faults can be armed.
    public var points: [String]
    /// What is armed and has not struck yet.
    public var armed: [FaultOrder]

    /// The point of a name, or the only one that begins so; nil when there is none, or several.
    public func point(named name: String) -> String? {
        if points.contains(name) { return name }
        let fitting = points.filter { $0.hasPrefix(name) }
        return fitting.count == 1 ? fitting.first : nil
    }

    /// An answer from its parts.
    public init(points: [String], armed: [FaultOrder]) {
        self.points = points
        self.armed = armed
    }
}
