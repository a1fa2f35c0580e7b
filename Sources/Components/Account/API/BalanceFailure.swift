/// Why the account did not do what was asked, sorted by what the caller may conclude.
public enum BalanceFailure: Error, Equatable, Sendable {
    /// It decided against it. Nothing moved, and asking again gives the same answer for now.
    case refused(BalanceRefusal, message: String)
    /// It was not asked, or could not begin. Certainly nothing moved.
    case unreachable(String)
    /// It may have moved money. Only asking again with the same order id tells.
    case unknown(String)
}

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

    /// The stable name that an error envelope carries.
    public var code: String {
        switch self {
        case .insufficientBalance: "insufficient_balance"
        case .unknownUser: "unknown_user"
        case .orderIDConflict: "order_id_conflict"
        case .badRequest: "bad_request"
        }
    }
}
