import Glibc
import ServiceLifecycle

/// Ends when the lifeline does: a pipe on standard input whose other end only the starter holds.
///
/// It looks ten times a second instead of reading on a thread, so that it can also be told to end.
struct LifelineWatch: Service {
    let descriptor: Int32
    let timekeeper: Timekeeper
    /// Called when the lifeline has ended.
    let ended: @Sendable () async -> Void

    func run() async throws {
        // The wait is cut short by an error when the end comes.
        try? await cancelWhenGracefulShutdown {
            while !hasEnded() { try await timekeeper.sleep(.milliseconds(100)) }
            await ended()
        }
    }

    /// Takes what was written, which means nothing, and says whether nobody can write any more.
    private func hasEnded() -> Bool {
        var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&question, 1, 0) > 0 {
            var bytes: (UInt64, UInt64) = (0, 0)
            let count = read(descriptor, &bytes, MemoryLayout.size(ofValue: bytes))
            if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) { return true }
        }
        return false
    }
}
