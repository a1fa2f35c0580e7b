/// What a transaction's body wants done with what it wrote.
public enum Completion<Value: Sendable>: Sendable {
    /// Keep it, and answer this once it is on disk.
    case commit(Value)
    /// Undo it, and answer this: an expected refusal.
    case rollback(Value)
}
