/// Requests for one order take turns; requests for different orders do not wait for each other.
///
/// Without turns, one request could undo an order while another has it paid. An actor, because
/// waiting is what it is for.
actor OrderTurns {
    private let limit: Int
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]
    private var count = 0

    /// - Parameter limit: at most so many requests hold or await a turn; one more is turned away. Half
    ///   of what may wait for a commit, so that an order that was paid always finds room there.
    init(limit: Int = 512) {
        self.limit = limit
    }

    /// Runs a body when it is the order's turn; nil when too many wait.
    func take<Value: Sendable>(
        _ orderID: String, _ body: @Sendable () async -> Value
    ) async -> Value? {
        guard count < limit else { return nil }
        count += 1
        if waiting[orderID] == nil {
            waiting[orderID] = []
        } else {
            await withCheckedContinuation { waiting[orderID]?.append($0) }
        }
        let value = await body()
        count -= 1
        pass(orderID)
        return value
    }

    private func pass(_ orderID: String) {
        if waiting[orderID]?.isEmpty == false {
            waiting[orderID]?.removeFirst().resume()
        } else {
            waiting[orderID] = nil
        }
    }
}
