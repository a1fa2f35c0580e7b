/// Answers requests of one class name.
public enum BoltProcessor: Sendable {
    /// Runs on the connection's event loop, in the order of arrival, and must neither block nor
    /// take long: everything on that loop waits for it. The fastest way to answer.
    case immediate(@Sendable (BoltRequest) -> BoltReply)
    /// Runs in a task of its own, beside others, in no order. Bounded in number; at the sender's
    /// time limit the sender is told so (status 7), the task is cancelled and its answer dropped.
    case concurrent(@Sendable (BoltRequest) async -> BoltReply)
    /// Looks at the request on the event loop and says who answers it.
    case routed(@Sendable (BoltRequest) -> BoltProcessor)
}
