import Synchronization

/// What a script saved, by name.
final class Saved: Sendable {
    private let state = Mutex<[String: [String]]>([:])

    var rows: [String: [String]] { state.withLock { $0 } }

    func keep(_ name: String, _ rows: [String]) {
        state.withLock { $0[name] = rows }
    }
}
