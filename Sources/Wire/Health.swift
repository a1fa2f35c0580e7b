/// What `GET /health` of every component answers.
public struct Health: Codable, Equatable, Sendable {
    /// The component instance.
    public var name: ComponentID
    /// The instance id its supervisor handed it: a stranger on the port has another one.
    public var instance: String
    /// Its process.
    public var pid: Int32
    /// Whether it can serve now.
    public var ready: Bool

    /// An answer from its parts.
    public init(name: ComponentID, instance: String, pid: Int32, ready: Bool) {
        self.name = name
        self.instance = instance
        self.pid = pid
        self.ready = ready
    }
}
