/// Where the process of a branch may die or stall: named, so that it can be made to.
///
/// Source of the list: the crash matrix of two-phase commit, every place where one side has done
/// something that the other does not know yet.
public enum BranchPoint: String, Sendable, CaseIterable {
    /// Nothing is registered yet.
    case beforeRegister = "before-register"
    /// Registered, rows locked, nothing written.
    case registered = "registered"
    /// Written with its undo log or its fence, in a local transaction that is still open.
    case writtenBeforeCommit = "written-before-commit"
    /// The local transaction is committed, nobody knows.
    case committedBeforeReply = "committed-before-reply"
    /// Told to commit, nothing done.
    case commitAsked = "commit-asked"
    /// Committed for good, the coordinator does not know.
    case commitDoneBeforeAnswer = "commit-done-before-answer"
    /// Told to roll back, nothing done.
    case rollbackAsked = "rollback-asked"
    /// Undone, in a local transaction that is still open.
    case undoneBeforeCommit = "undone-before-commit"
    /// Rolled back, the coordinator does not know.
    case rollbackDoneBeforeAnswer = "rollback-done-before-answer"
}
