/// Lets waiting tasks through once it is opened; a cancelled wait ends too.
actor Gate {
    private var isOpen = false
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var arrivals: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    private var arrived = 0
    private(set) var cancelled = 0

    /// Waits until the gate is opened or the task is cancelled.
    func pass() async {
        arrived += 1
        let number = arrived
        for (count, continuation) in arrivals where count <= arrived { continuation.resume() }
        arrivals.removeAll { $0.count <= arrived }
        guard !isOpen else { return }
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiting[number] = $0 }
        } onCancel: {
            Task { await self.cancel(number) }
        }
    }

    /// Returns when so many have come to the gate.
    func arrivals(of count: Int) async {
        guard arrived < count else { return }
        await withCheckedContinuation { arrivals.append((count, $0)) }
    }

    func open() {
        isOpen = true
        for continuation in waiting.values { continuation.resume() }
        waiting = [:]
    }

    private func cancel(_ number: Int) {
        cancelled += 1
        waiting.removeValue(forKey: number)?.resume()
    }
}
