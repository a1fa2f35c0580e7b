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
    ///
    /// Inside of a global transaction (``GlobalTransaction/current``) the payment is a branch of it, and
    /// undone when that is rolled back.
    func minusBalance(_ payment: Payment) async throws(BalanceFailure) -> Money

    /// Sets a payment aside: the try of a TCC branch. The amount leaves the balance and is frozen, until
    /// the coordinator says what becomes of it. Answers what was left.
    ///
    /// - Parameter branch: the branch that the caller registered for it in the global transaction that
    ///   is ``GlobalTransaction/current``.
    func prepareMinusBalance(
        _ payment: Payment, branch: Int64
    ) async throws(BalanceFailure) -> Money
}
