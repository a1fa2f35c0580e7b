import Wire

/// Where a component answers `GET /state`.
public struct Endpoint: Hashable, Sendable {
    /// Which component.
    public var component: ComponentID
    /// Its HTTP port on 127.0.0.1.
    public var http: Int

    /// An endpoint from its parts.
    public init(component: ComponentID, http: Int) {
        self.component = component
        self.http = http
    }
}
