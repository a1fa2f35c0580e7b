import CoordinatorAPI

/// The screen of global transactions.
struct TransactionsState: Equatable {
    /// How many that ended a list has at most.
    static let limit = 100

    /// The newest first, under way or over; nil before the coordinator has answered.
    var listings: [TransactionView]?
    /// The rows that are locked or waited for.
    var locks: [LockView] = []
    /// The selected transaction; nil selects the newest.
    var selection: String?
    /// The transaction that is shown by itself.
    var open: OpenTransaction?
    /// Whether the newest transaction of the next list is to be opened.
    var opensNewest = false
    /// Whether a choice about dirty rows is under way.
    var isChoosing = false

    /// The place of the selected transaction in the list; the newest when it is gone.
    var selectedIndex: Int {
        listings?.firstIndex { $0.xid == selection } ?? 0
    }

    /// The selected transaction.
    var selected: TransactionView? {
        guard let listings, !listings.isEmpty else { return nil }
        return listings[selectedIndex]
    }

    /// Takes a list over. Its order is that of their beginnings, so that none moves when it ends.
    mutating func take(_ transactions: [TransactionView], _ locks: [LockView]) {
        listings = transactions.sorted { ($0.begun, $0.xid) > ($1.begun, $1.xid) }
        self.locks = locks
    }
}

/// A global transaction that is shown by itself.
struct OpenTransaction: Equatable {
    /// What of it is shown.
    enum Part: Equatable, CaseIterable {
        /// Bars over time, and what happened.
        case story
        /// Its undo logs, row by row.
        case rows
        /// Its frames.
        case wire
    }

    /// Its name.
    let xid: String
    /// All that is known of it; nil before the coordinator has answered.
    var reading: TransactionReading?
    /// Whether the coordinator has none of this name.
    var isUnknown = false
    /// What of it is shown.
    var part = Part.story
    /// How far the story or the rows are scrolled.
    var scroll = 0
    /// The selected frame.
    var frame = 0

    /// Where it stands; nil when it is not known.
    var status: GlobalStatus? {
        reading.flatMap { GlobalStatus(name: $0.transaction.status) }
    }

    /// Takes over what is known of it; nil when the coordinator has none of this name. One that is gone
    /// stays on the screen of who reads it, and so do its undo logs, which go with its end.
    mutating func take(_ reading: TransactionReading?) {
        isUnknown = reading == nil && self.reading == nil
        guard var reading else { return }
        if reading.transaction.ended != nil, reading.undoLogs.isEmpty,
            let known = self.reading?.undoLogs
        {
            reading.undoLogs = known
        }
        self.reading = reading
        frame = min(frame, max(0, reading.frames.count - 1))
    }

    /// Shows another part, from its beginning.
    mutating func show(_ part: Part) {
        self.part = part
        scroll = 0
    }
}
