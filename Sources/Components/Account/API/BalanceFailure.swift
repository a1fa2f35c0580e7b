/// Why the account did not do what was asked, sorted by what the caller may conclude.
public enum BalanceFailure: Error, Equatable, Sendable {
    /// It decided against it. Nothing moved, and asking again gives the same answer for now.
    case refused(BalanceRefusal, message: String)
    /// It was not asked, or could not begin. Certainly nothing moved.
    case unreachable(String)
    /// It may have moved money. Only asking again with the same order id tells.
    case unknown(String)
}
