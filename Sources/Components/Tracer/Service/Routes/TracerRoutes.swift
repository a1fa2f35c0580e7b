import ComponentRuntime
import Hummingbird

/// All that the tracer answers over HTTP.
public struct TracerRoutes: Sendable {
    private let hub: TracerHub
    private let settings: TracerSettings

    /// Routes to a hub.
    public init(hub: TracerHub, settings: TracerSettings = TracerSettings()) {
        self.hub = hub
        self.settings = settings
    }

    /// A router with all routes, guarded against pages of other origins.
    public func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: OriginGuard())
        CollectorRoutes(hub: hub, settings: settings).add(to: router)
        QueryRoutes(hub: hub).add(to: router)
        router.get("/state") { [hub] _, _ in jsonResponse(hub.evidence) }
        return router
    }
}
