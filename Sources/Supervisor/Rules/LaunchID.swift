public import Wire

/// One launch of one process. Late news of an earlier launch are told apart by it.
public struct LaunchID: Hashable, Sendable, CustomStringConvertible {
    /// Which process.
    public var component: ComponentID
    /// Rises by one with each launch of any process.
    public var number: Int

    /// A launch from its parts.
    public init(component: ComponentID, number: Int) {
        self.component = component
        self.number = number
    }

    /// `account-2#7`.
    public var description: String { "\(component)#\(number)" }
}
