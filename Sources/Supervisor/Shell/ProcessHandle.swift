import Glibc
import Synchronization

/// The right to signal one process group, as long as its leader has not been reaped: afterwards the
/// number may belong to somebody else. Locked because signals and the end come from different tasks.
final class ProcessHandle: Sendable {
    private let pid: Mutex<pid_t?>

    init(pid: pid_t) {
        self.pid = Mutex(pid)
    }

    /// Signals the whole group; nothing once ``release()`` was called.
    func send(_ signal: Int32) {
        pid.withLock { pid in
            guard let pid else { return }
            if kill(-pid, signal) != 0 { _ = kill(pid, signal) }
        }
    }

    /// Ends what is left of the group and gives the right up. Call it between the leader's death
    /// and its reaping.
    func release() {
        pid.withLock { pid in
            if let pid { kill(-pid, SIGKILL) }
            pid = nil
        }
    }
}
