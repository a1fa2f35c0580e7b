import CoordinatorAPI

/// All that coordinator and participants say of one global transaction, read together.
public struct TransactionReading: Equatable, Sendable {
    /// Where it stands, and what happened to it.
    public var transaction: TransactionView
    /// Its undo logs that are left, of all participants that answered.
    public var undoLogs: [UndoLogView]
    /// Its frames that the coordinator still knows.
    public var frames: [FrameView]

    /// A reading from its parts.
    public init(
        transaction: TransactionView, undoLogs: [UndoLogView] = [], frames: [FrameView] = []
    ) {
        self.transaction = transaction
        self.undoLogs = undoLogs
        self.frames = frames
    }
}

/// What the coordinator was asked.
public enum CoordinatorQuestion: Equatable, Sendable {
    /// For all transactions and locks.
    case list
    /// For one transaction.
    case one
}
