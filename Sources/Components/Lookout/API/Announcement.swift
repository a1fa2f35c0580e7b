/// What a component tells Lookout of itself: whom to ask for metrics, and where.
///
/// It is told again and again; who falls silent for longer than ``lease`` is gone.
public struct Announcement: Codable, Hashable, Sendable {
    /// The process: `account-2`. Its series have it as their label `instance`.
    public var instance: String
    /// The component: `account`.
    public var component: String
    /// The application, by its name of 2019: `balance_mng`.
    public var app: String
    /// Where it answers `GET /metrics`: `127.0.0.1:40123`.
    public var address: String
    /// This launch of it; another one takes the place of the first.
    public var launch: String

    /// An announcement holds for so many milliseconds.
    public static let lease: Int64 = 10_000
    /// It is repeated every so many seconds.
    public static let period = Duration.seconds(2)
    /// Where it is posted to.
    public static let path = "/targets"

    /// An announcement from its parts.
    public init(instance: String, component: String, app: String, address: String, launch: String) {
        self.instance = instance
        self.component = component
        self.app = app
        self.address = address
        self.launch = launch
    }

    /// Whether all of it is of a bounded size and its address one of this machine's.
    public var isAcceptable: Bool {
        let names = [instance, component, app, launch]
        let host = address.split(separator: ":").first ?? ""
        let port = address.split(separator: ":").last.flatMap { Int($0) } ?? 0
        return names.allSatisfy { (1...64).contains($0.utf8.count) }
            && ["127.0.0.1", "localhost"].contains(host) && (1...65_535).contains(port)
    }
}
