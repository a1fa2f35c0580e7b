import HTTPTypes
public import Hummingbird
import Wire

extension Request {
    private static let watching = HTTPField.Name(WatchingHeader.name)

    /// Whether a screen asks that shows the answer as it changes: see ``WatchingHeader``.
    public var isWatching: Bool {
        Self.watching.map { headers[$0] != nil } ?? false
    }

    /// Whether it is what supervisors, scrapers and lab checks ask all the time: neither traced nor
    /// measured, so that traces and rates are of what users do.
    var isProbe: Bool {
        ["/health", "/metrics", "/state", "/changes"].contains(uri.path)
    }
}
