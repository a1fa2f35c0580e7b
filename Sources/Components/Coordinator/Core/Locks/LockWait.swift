import CoordinatorAPI

/// A registration that waits for rows which other transactions hold, or wait for before it.
struct LockWait: Hashable, Sendable {
    let question: QuestionID
    let registration: BranchRegistration
    let rows: [RowLock]
    let since: Moment
    /// When it is refused, by the steady clock.
    let until: Duration

    var xid: XID { registration.xid }
}
