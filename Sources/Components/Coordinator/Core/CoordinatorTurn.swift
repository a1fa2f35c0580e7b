import CoordinatorAPI

/// What came of several events handled together: one store transaction, and what is done after it.
public struct CoordinatorTurn: Sendable {
    /// To be written in one store transaction.
    public var changes: [CoordinatorChange] = []
    /// What happened to the transactions that end, a line an event.
    public var histories: [XID: String] = [:]
    /// Answers, calls, and questions about the past, in order; after the changes are on disk.
    public var actions: [CoordinatorAction] = []
}

/// A coordinator that handles events in groups and keeps a journal of them: what the loop around it
/// runs, and what a simulation runs without one.
public struct CoordinatorTurns: Sendable {
    /// The rules.
    public private(set) var coordinator: Coordinator
    /// What happened.
    public private(set) var journal = TransactionJournal()

    /// How many transactions that were not over the store held when this coordinator began; nil before
    /// it was read.
    public private(set) var recovered: Int?

    /// A coordinator that begins.
    public init(_ coordinator: Coordinator) {
        self.coordinator = coordinator
    }

    /// Handles events that came together.
    public mutating func handle(
        _ events: [CoordinatorEvent], at now: Moment
    ) -> CoordinatorTurn {
        var turn = CoordinatorTurn()
        for event in events {
            let actions = coordinator.handle(event, at: now)
            journal.take(event, actions, at: now)
            add(actions, to: &turn)
        }
        return turn
    }

    /// The turn's changes are on disk: its actions may be performed.
    public mutating func keep() {
        journal.keep()
    }

    /// The turn's changes are not on disk, or nobody knows whether they are: none of its actions may be
    /// performed, and what the store holds is the truth.
    ///
    /// - Returns: a turn like any other.
    public mutating func restore(
        _ records: CoordinatorRecords, at now: Moment
    ) -> CoordinatorTurn {
        recovered = recovered ?? records.transactions.count
        journal.drop()
        journal.restore(records, at: now)
        var turn = CoordinatorTurn()
        let actions = coordinator.restore(records, at: now)
        journal.take(.tick, actions, at: now)
        add(actions, to: &turn)
        return turn
    }

    private func add(_ actions: [CoordinatorAction], to turn: inout CoordinatorTurn) {
        for action in actions {
            guard case .change(let change) = action else {
                turn.actions.append(action)
                continue
            }
            turn.changes.append(change)
            if case .end(let xid, _, _, _) = change {
                turn.histories[xid] = journal.events(of: xid).map(\.line)
                    .joined(separator: "\n")
            }
        }
    }
}
