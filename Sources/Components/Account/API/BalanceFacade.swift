import Wire

/// The account system as others see it: what the original workshop called `BalanceMngFacade`.
///
/// It is in this process (the ledger itself) or behind the wire (``RemoteBalance``); a caller cannot
/// tell, except that over the wire an outcome may stay ``BalanceFailure/unknown(_:)``.
public protocol BalanceFacade: Sendable {
    /// Opens an account with 1,000,000.00 for a new name; an old name is left as it is.
    func createUser(_ name: String) async throws(BalanceFailure)

    /// What a user has.
    func queryBalance(of user: String) async throws(BalanceFailure) -> Money

    /// Takes a payment off an account; answers what was left after it.
    ///
    /// Idempotent by order id: sent twice it pays once and answers the same. One order id with
    /// another user or amount is refused.
    func minusBalance(_ payment: Payment) async throws(BalanceFailure) -> Money
}
