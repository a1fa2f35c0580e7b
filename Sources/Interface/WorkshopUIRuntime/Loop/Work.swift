/// The name of work that may be cancelled, or that takes the place of earlier work of that name.
public struct WorkID: Hashable, Sendable {
    /// The name.
    public let name: String

    /// A name.
    public init(_ name: String) {
        self.name = name
    }
}

/// What carrying out a command means to the loop.
public enum Work<Message: Sendable>: Sendable {
    /// A task beside the others, which gives at most one message.
    case task(WorkTask<Message>)
    /// Ends the task of a name; its message is not delivered.
    case cancel(WorkID)
    /// Ends the loop, once what must finish has finished.
    case quit(exitCode: Int32)
    /// Nothing.
    case nothing
}

/// A task, and what the loop has to know of it.
public struct WorkTask<Message: Sendable>: Sendable {
    /// A task of the same name that still runs is cancelled first; nil for none.
    public var id: WorkID?
    /// Whether it only waits for news, a second or for ever: then the loop counts as idle without it.
    public var isWaiting: Bool
    /// Whether quitting waits for it, at most two seconds: what keeps something for the next session.
    public var mustFinish: Bool
    /// The work; it has to end soon after its task is cancelled.
    public var run: @Sendable () async -> Message?

    /// A task; without more said it has no name, counts as under way, and is cancelled by quitting.
    public init(
        id: WorkID? = nil, isWaiting: Bool = false, mustFinish: Bool = false,
        run: @escaping @Sendable () async -> Message?
    ) {
        self.id = id
        self.isWaiting = isWaiting
        self.mustFinish = mustFinish
        self.run = run
    }
}
