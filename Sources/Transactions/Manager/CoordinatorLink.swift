import CoordinatorAPI
import Seata

/// Asks the coordinator.
public protocol CoordinatorLink: Sendable {
    /// Asks, and waits for the answer.
    func ask(
        _ request: TransactionRequest, deadline: Duration
    ) async throws(SeataError) -> TransactionReply
}

extension SeataClient: CoordinatorLink {}
