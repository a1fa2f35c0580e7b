import CoordinatorAPI
import Wire

/// A global transaction told event by event: what `workshop tx explain` and the screen say.
public struct TransactionTale: Sendable {
    /// One event.
    public struct Line: Hashable, Sendable {
        /// Microseconds since the transaction began.
        public let offset: Int64
        /// One sentence.
        public let text: String
    }

    private let words: TaleWords
    private let events: [TransactionEvent]
    /// Branches by number, in the order they were registered.
    private let branches: [Int64: (ordinal: Int, resource: String)]

    /// The tale of a transaction.
    public init(_ events: [TransactionEvent], in language: Language) {
        words = .of(language)
        self.events = events
        var branches: [Int64: (ordinal: Int, resource: String)] = [:]
        for event in events where event.kind == .registered {
            guard let number = event.branch, branches[number] == nil else { continue }
            branches[number] = (branches.count + 1, event.resource ?? "")
        }
        self.branches = branches
    }

    /// A line an event, in order.
    public var lines: [Line] {
        events.map { Line(offset: $0.offset, text: text(of: $0)) }
    }

    private func text(of event: TransactionEvent) -> String {
        let detail = event.detail ?? ""
        let status = event.status ?? ""
        let known = event.branch.flatMap { branches[$0] }
        let branch = known.map { "\($0.ordinal)" } ?? event.branch.map { "\($0)" } ?? "?"
        let resource = known?.resource ?? event.resource ?? ""
        return switch event.kind {
        case .began: words.began(detail)
        case .registered where detail.isEmpty: words.registeredWithoutRows(branch, resource)
        case .registered: words.registered(branch, resource, detail)
        case .waiting: words.waiting(resource, detail)
        case .refused: words.refused(resource, detail)
        case .reported: words.reported(branch, status)
        case .decided: decision(event)
        case .called: words.called(branch, resource)
        case .answered: words.answered(branch, resource, status.isEmpty ? detail : status)
        case .moved: moved(to: status)
        case .chosen: words.chosen(choice(detail))
        case .restored: words.restored(status)
        case .ended: words.ended(status)
        }
    }

    private func decision(_ event: TransactionEvent) -> String {
        switch event.detail.flatMap({ TransactionEvent.Reason(rawValue: $0) }) {
        case .asked:
            GlobalStatus(name: event.status ?? "")?.isCommit == true
                ? words.committed : words.rolledBack
        case .timeout: words.timedOut
        case .callerGone: words.callerGone
        case .callerMissing: words.callerMissing
        case nil: words.decidedBefore
        }
    }

    private func moved(to name: String) -> String {
        guard let status = GlobalStatus(name: name) else { return words.moved(name) }
        if status.isStuck { return words.stuck(name) }
        return name.hasSuffix("Retrying") ? words.retrying(name) : words.moved(name)
    }

    private func choice(_ name: String) -> String {
        switch BranchNote.Choice(rawValue: name) {
        case .force: words.force
        case .keep: words.keep
        case .skip: words.skip
        case nil: name
        }
    }
}
