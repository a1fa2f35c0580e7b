import Synchronization

/// Where everything that happens waits for the loop, its only reader.
///
/// Two inlets. Keys and answers are never dropped and keep their order: at 1024 undelivered keys
/// `press` waits, so that the rest stays in the terminal's own queue; answers are as many as tasks
/// under way. States keep the newest per source, in the place of the first that waits. A lock, not
/// an actor: a key must not wait for its turn behind what it will change.
final class Inbox<Message: Sendable>: Sendable {
    /// Undelivered keys, at most.
    static var keyLimit: Int { 1024 }

    /// What the loop takes at once.
    struct Batch {
        /// Keys and answers as they came, then states.
        var messages: [Message] = []
        /// Whether there are keys among them.
        var hasKeys = false
        /// Whether the time for an owed frame has come.
        var isFrameDue = false
        /// Whether the time for a tick has come.
        var isTickDue = false
    }

    private struct State {
        var queue: [Message] = []
        var keyCount = 0
        var states: [String: Message] = [:]
        var sources: [String] = []
        var isFrameDue = false
        var isTickDue = false
        /// Tasks whose end somebody may wait for.
        var underway = 0
        /// Whether a batch is being handled, or a frame not shown yet.
        var isBusy = true
        var isClosed = false
        var reader: CheckedContinuation<Batch?, Never>?
        var pressing: [CheckedContinuation<Void, Never>] = []
        var idling: [Int: CheckedContinuation<Void, Never>] = [:]
        var idlers = 0

        var isEmpty: Bool { queue.isEmpty && sources.isEmpty && !isFrameDue && !isTickDue }
        var isIdle: Bool { isClosed || (isEmpty && underway == 0 && !isBusy) }
    }

    /// Whom to resume, once the lock is free.
    private struct Resumption {
        var reader: (CheckedContinuation<Batch?, Never>, Batch?)?
        var others: [CheckedContinuation<Void, Never>] = []

        func resume() {
            reader.map { $0.0.resume(returning: $0.1) }
            for continuation in others { continuation.resume() }
        }
    }

    private let state = Mutex(State())

    /// Delivers a key; waits while there is no room.
    func press(_ message: Message) async {
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLock { state in
                let hasRoom = state.keyCount < Self.keyLimit || state.isClosed
                if !hasRoom { state.pressing.append(continuation) }
                return hasRoom
            }
            if hasRoom { continuation.resume() }
        }
        change { state in
            state.queue.append(message)
            state.keyCount += 1
        }
    }

    /// Delivers the newest state of a source, in the place of one that was not read yet.
    func report(_ message: Message, from source: String) {
        change { state in
            if state.states.updateValue(message, forKey: source) == nil {
                state.sources.append(source)
            }
        }
    }

    /// Counts a task before it starts.
    func begin() {
        state.withLock { $0.underway += 1 }
    }

    /// Delivers the answer of a task, if it has one, and ends its counting.
    func answer(_ message: Message?, wasCounted: Bool) {
        change { state in
            if let message { state.queue.append(message) }
            if wasCounted { state.underway -= 1 }
        }
    }

    /// Says that an owed frame may be shown now.
    func frameIsDue() {
        change { $0.isFrameDue = true }
    }

    /// Says that it is time for a tick.
    func tickIsDue() {
        change { $0.isTickDue = true }
    }

    /// Nothing more is delivered; the reader gets what is here, then nil.
    func close() {
        change { $0.isClosed = true }
    }

    /// For the loop: what there is, as soon as there is something. Asking says that the batch
    /// before is dealt with, but for a frame when it `owesFrame`.
    func next(owesFrame: Bool) async -> Batch? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                change { state in
                    state.isBusy = owesFrame
                    state.reader = continuation
                }
            }
        } onCancel: {
            close()
        }
    }

    /// Waits until nothing is here, under way or not yet shown, or the task is cancelled.
    func idle() async {
        let number = state.withLock { state in
            state.idlers += 1
            return state.idlers
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                change { $0.idling[number] = continuation }
                if Task.isCancelled { stopIdling(number) }
            }
        } onCancel: {
            stopIdling(number)
        }
    }

    private func stopIdling(_ number: Int) {
        state.withLock { $0.idling.removeValue(forKey: number) }?.resume()
    }

    private func change(_ change: (inout State) -> Void) {
        state.withLock { state in
            change(&state)
            return Self.settle(&state)
        }.resume()
    }

    /// Hands over what can be handed over.
    private static func settle(_ state: inout State) -> Resumption {
        var resumption = Resumption()
        if let reader = state.reader, !state.isEmpty || state.isClosed {
            state.reader = nil
            resumption.reader = (reader, state.isEmpty ? nil : takeBatch(&state))
            state.isBusy = true
        }
        if state.keyCount < keyLimit || state.isClosed {
            resumption.others = state.pressing
            state.pressing = []
        }
        if state.isIdle {
            resumption.others += state.idling.values
            state.idling = [:]
        }
        return resumption
    }

    private static func takeBatch(_ state: inout State) -> Batch {
        let batch = Batch(
            messages: state.queue + state.sources.compactMap { state.states[$0] },
            hasKeys: state.keyCount > 0, isFrameDue: state.isFrameDue, isTickDue: state.isTickDue)
        state.queue = []
        state.keyCount = 0
        state.states = [:]
        state.sources = []
        state.isFrameDue = false
        state.isTickDue = false
        return batch
    }
}
