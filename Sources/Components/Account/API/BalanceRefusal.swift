/// What the account refuses, with its number on the wire: field `code` of every result, where 1 means
/// done.
public enum BalanceRefusal: Int32, Sendable, CaseIterable {
    /// The user has less than the amount.
    case insufficientBalance = 2
    /// No account of that name was opened.
    case unknownUser = 3
    /// The order id belongs to a payment with another user or amount.
    case orderIDConflict = 4
    /// The request itself is wrong: an empty name, an amount that is no amount.
    case badRequest = 5
    /// The row belongs to a global transaction that is not decided yet.
    case rowLocked = 8
    /// The account's part of a global transaction could not be done.
    case branchFailed = 9

    /// The stable name that an error envelope carries.
    public var code: String {
        switch self {
        case .insufficientBalance: "insufficient_balance"
        case .unknownUser: "unknown_user"
        case .orderIDConflict: "order_id_conflict"
        case .badRequest: "bad_request"
        case .rowLocked: "row_locked"
        case .branchFailed: "branch_failed"
        }
    }
}
