import Synchronization

/// A path noted inside a supervised body, to look at afterwards.
final class PathBox: Sendable {
    private let value = Mutex("")

    var path: String {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
