import AccountAPI
import CoordinatorAPI
import Faults
import Logging
import Storage
import Transactions
import Wire

/// Payments as branches of global transactions.
extension BalanceLedger {
    /// The same ledger, taking part in global transactions.
    public func takingPart(
        in participant: TransactionParticipant, uniqueID: String, isFenced: Bool = true,
        logger: Logger, faults: FaultBoard = FaultBoard()
    ) -> BalanceLedger {
        var ledger = self
        ledger.branches = BalanceBranches(
            store: store, writer: writer, uniqueID: uniqueID, isFenced: isFenced,
            participant: participant, now: now, logger: logger,
            faults: faults)
        return ledger
    }

    func payInBranch(
        _ payment: Payment, of xid: XID
    ) async throws(BalanceFailure) -> Money {
        let branches = try openBranches()
        let result: Result<Money, Refusal>
        do throws(BranchFailure) {
            result = try await branches.automatic.write(
                in: xid,
                locking: [
                    RowKey("balance_tb", [payment.user]), RowKey("payment_tb", [payment.orderID]),
                ]
            ) { session in
                try pay(payment, of: xid, in: session)
            }
        } catch {
            throw BalanceFailure(error)
        }
        switch result {
        case .success(let balance): return balance
        case .failure(let refusal): throw refusal.failure
        }
    }

    /// Sets a payment aside for a branch; answers what was left.
    public func prepareMinusBalance(
        _ payment: Payment, branch: Int64
    ) async throws(BalanceFailure) -> Money {
        try Self.check(payment)
        let branches = try openBranches()
        guard let xid = GlobalTransaction.current else {
            throw .refused(.badRequest, message: "a try belongs to a global transaction")
        }
        let tried: TCCResource.Tried<Money?>
        do throws(StorageError) {
            tried = try await branches.tries.trying(xid, branch: branch) { session in
                try branches.action.attempt(payment, in: session)
            }
        } catch {
            throw BalanceFailure(.storage(error))
        }
        switch tried {
        case .done(.some(let left)): return left
        case .done(nil):
            let balance = try await queryBalance(of: payment.user)
            throw .refused(
                .insufficientBalance,
                message: "\(payment.user) has \(balance) and needs \(payment.amount)")
        case .before: return try await queryBalance(of: payment.user)
        case .tooLate: throw BalanceFailure(.tooLate)
        }
    }

    private func openBranches() throws(BalanceFailure) -> BalanceBranches {
        guard let branches else {
            throw .refused(
                .branchFailed,
                message: "the account takes no part in global transactions: "
                    + "`transactions` is off in account.yaml")
        }
        return branches
    }
}

extension BalanceFailure {
    /// What a caller may conclude: inside of a global transaction only that it is to be rolled back.
    fileprivate init(_ failure: BranchFailure) {
        switch failure {
        case .storage(.commitUncertain(let reason)): self = .unknown(reason)
        case .conflict(let reason): self = .refused(.rowLocked, message: reason)
        default: self = .refused(.branchFailed, message: "\(failure)")
        }
    }
}
