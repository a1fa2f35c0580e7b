import Synchronization

/// Lets tasks wait until a number has risen past the one they know: the base of long polls.
///
/// ```swift
/// let signal = ChangeSignal()
/// signal.advance()
/// await signal.wait(past: 0, atMost: .seconds(15)) { try await clock.sleep(for: $0) }
/// signal.version  // 1
/// ```
/// A lock, not an actor: signalling happens inside other actors and must not suspend.
public final class ChangeSignal: Sendable {
    /// More waiters than this are answered at once.
    public static let waiterLimit = 256
    /// Nobody who asks over HTTP is kept waiting longer in one request.
    public static let longestWait = Duration.seconds(30)

    private enum Waiter {
        case entering
        case waiting(past: Int, CheckedContinuation<Void, Never>)
    }

    private struct State {
        var version = 0
        var closed = false
        var lastTicket = 0
        var waiters: [Int: Waiter] = [:]
    }

    private let state = Mutex(State())

    /// A signal at version 0.
    public init() {}

    /// The newest version.
    public var version: Int {
        state.withLock(\.version)
    }

    /// Goes on to the next version and wakes all who wait.
    public func advance() {
        advance { $0 + 1 }
    }

    /// Wakes all who wait for a version up to this one; an older one than the newest wakes nobody.
    public func advance(to version: Int) {
        advance { _ in version }
    }

    private func advance(by next: (Int) -> Int) {
        let woken = state.withLock { state in
            let version = max(state.version, next(state.version))
            state.version = version
            return Self.take(from: &state) { $0 < version }
        }
        for continuation in woken { continuation.resume() }
    }

    /// Wakes all; nobody waits any more.
    public func close() {
        let woken = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.closed = true
            return Self.take(from: &state) { _ in true }
        }
        for continuation in woken { continuation.resume() }
    }

    /// Returns when the version is past the given one, when `limit` is over, when the signal is
    /// closed or when the task is cancelled.
    ///
    /// - Parameter sleep: waits so long, or until its task is cancelled.
    public func wait(
        past version: Int, atMost limit: Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) async {
        guard limit > .zero else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait(past: version) }
            group.addTask { try? await sleep(limit) }
            await group.next()
            group.cancelAll()
        }
    }

    private func wait(past version: Int) async {
        let ticket = state.withLock { state -> Int? in
            guard !state.closed, state.version <= version,
                state.waiters.count < Self.waiterLimit
            else { return nil }
            state.lastTicket += 1
            state.waiters[state.lastTicket] = .entering
            return state.lastTicket
        }
        guard let ticket else { return }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if !enter(ticket, past: version, continuation) { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: ticket) }
            if case .waiting(_, let continuation) = waiter { continuation.resume() }
        }
    }

    /// False when there is nothing to wait for any more.
    private func enter(
        _ ticket: Int, past version: Int, _ continuation: CheckedContinuation<Void, Never>
    ) -> Bool {
        state.withLock { state in
            guard state.waiters[ticket] != nil else { return false }
            guard !state.closed, state.version <= version else {
                state.waiters[ticket] = nil
                return false
            }
            state.waiters[ticket] = .waiting(past: version, continuation)
            return true
        }
    }

    private static func take(
        from state: inout State, _ isDue: (Int) -> Bool
    ) -> [CheckedContinuation<Void, Never>] {
        var woken: [CheckedContinuation<Void, Never>] = []
        for (ticket, waiter) in state.waiters {
            guard case .waiting(let version, let continuation) = waiter, isDue(version) else {
                continue
            }
            woken.append(continuation)
            state.waiters[ticket] = nil
        }
        return woken
    }
}
