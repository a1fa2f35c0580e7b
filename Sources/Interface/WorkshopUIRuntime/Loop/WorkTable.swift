/// The tasks under way, and the only place that starts one.
///
/// They are tasks of their own, not children of a group, because a group cannot cancel one child;
/// `finish` is what bounds their life.
struct WorkTable<Message: Sendable> {
    private struct Running {
        let task: Task<Void, Never>
        let mustFinish: Bool
    }

    private let inbox: Inbox<Message>
    private var running: [Int: Running] = [:]
    private var byID: [WorkID: Int] = [:]
    private var count = 0

    init(inbox: Inbox<Message>) {
        self.inbox = inbox
    }

    /// Starts a task; the inbox has counted it before it runs. Its answer says its number, so that
    /// the table forgets it.
    mutating func start(_ work: WorkTask<Message>, ended: @escaping @Sendable (Int) -> Void) {
        if let id = work.id { cancel(id) }
        count += 1
        let number = count
        if !work.isWaiting { inbox.begin() }
        let task = Task { [inbox] in
            let message = await work.run()
            ended(number)
            inbox.answer(Task.isCancelled ? nil : message, wasCounted: !work.isWaiting)
        }
        running[number] = Running(task: task, mustFinish: work.mustFinish)
        if let id = work.id { byID[id] = number }
    }

    /// Cancels the task of a name, if there is one.
    mutating func cancel(_ id: WorkID) {
        guard let number = byID.removeValue(forKey: id) else { return }
        running.removeValue(forKey: number)?.task.cancel()
    }

    /// Forgets tasks that have ended.
    mutating func forget(_ numbers: Set<Int>) {
        guard !numbers.isEmpty else { return }
        for number in numbers { running.removeValue(forKey: number) }
        byID = byID.filter { !numbers.contains($0.value) }
    }

    /// Cancels everything but what must finish, and waits for that at most until `deadline` ends.
    func finish(within deadline: @escaping @Sendable () async -> Void) async {
        for work in running.values where !work.mustFinish { work.task.cancel() }
        let waited = running.values.filter(\.mustFinish).map(\.task)
        guard !waited.isEmpty else { return }
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                for task in waited { await task.value }
                return true
            }
            group.addTask {
                await deadline()
                return false
            }
            if await group.next() == false {
                for task in waited { task.cancel() }
            }
            group.cancelAll()
        }
    }
}
