import Synchronization

/// Process ids noted while a supervisor runs, to look for them afterwards.
final class PidList: Sendable {
    private let pids = Mutex<[Int32]>([])

    var all: [Int32] { pids.withLock { $0 } }

    func add(_ pid: Int32) {
        pids.withLock { $0.append(pid) }
    }
}
