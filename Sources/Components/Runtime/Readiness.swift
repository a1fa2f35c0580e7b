import Synchronization

/// Whether the process has announced itself. Atomic, because health is asked from any thread.
final class Readiness: Sendable {
    private let flag = Atomic(false)

    var isReady: Bool { flag.load(ordering: .acquiring) }

    func announce() { flag.store(true, ordering: .releasing) }
}
