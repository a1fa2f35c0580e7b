import AccountAPI
import BookstoreAPI
import Wire

/// What follows from the answer to a payment: keep the order, undo it, or set it aside.
///
/// ```
///                 paid ─────────────▶ settle
///  first asked    refused ──────────▶ undo
///                 not reached ──────▶ undo        certainly nothing moved
///                 outcome unknown ──▶ set aside
///
///                 paid ─────────────▶ settle
///  asked again    refused ──────────▶ undo        the account knows of no payment
///                 not reached ──────▶ set aside   an earlier asking may have moved money
///                 outcome unknown ──▶ set aside
/// ```
enum PaymentRules {
    /// What is to be done with the order.
    enum Step: Equatable, Sendable {
        /// Keep it: the money has moved.
        case settle(balance: Money)
        /// Put the stock back: no money has moved.
        case undo(Refusal)
        /// Leave it as it is until somebody asks again.
        case setAside(Refusal)
    }

    /// How often the payment of an order was asked for.
    enum Asking: Equatable, Sendable {
        /// Never before.
        case first
        /// Before, by an earlier request or launch, with an outcome that nobody wrote down.
        case again
    }

    /// Decides.
    static func step(
        after result: Result<Money, BalanceFailure>, to asking: Asking, orderID: String
    ) -> Step {
        switch result {
        case .success(let balance):
            .settle(balance: balance)
        case .failure(.refused(let refusal, let message)):
            .undo(Refusal(code: code(of: refusal), message: message))
        case .failure(.unreachable(let reason)) where asking == .first:
            .undo(.accountUnreachable(reason))
        case .failure(.unreachable(let reason)), .failure(.unknown(let reason)):
            .setAside(.paymentUnknown(orderID, reason))
        }
    }

    static func code(of refusal: BalanceRefusal) -> BookstoreCode {
        switch refusal {
        case .insufficientBalance: .insufficientBalance
        case .unknownUser: .unknownUser
        case .orderIDConflict: .orderIDConflict
        case .badRequest: .badRequest
        case .rowLocked: .busy
        case .branchFailed: .rolledBack
        }
    }
}
