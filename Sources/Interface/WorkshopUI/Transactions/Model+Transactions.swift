import Canvas
import CoordinatorAPI
import LabKit
import Wire

extension Model {
    /// Where the coordinator answers; nil while it is not ready.
    var coordinatorPort: Int? { live.readyPort(of: "coordinator") }

    /// Those that can have branches of a transaction.
    private var participants: [Endpoint] {
        live.endpoints.filter { ["bookstore", "account"].contains($0.component.component) }
    }

    /// What the screen of transactions asks as things are; nil when it is not shown.
    var transactionsQuestion: (source: Schedule.Source, question: Command)? {
        guard screen == .transactions, !breaking.isShown, let port = coordinatorPort else {
            return nil
        }
        guard let open = transactions.open else {
            return (.transactions, .listTransactions(port: port))
        }
        return (.transaction, showing(open.xid, port: port))
    }

    private func showing(_ xid: String, port: Int) -> Command {
        .showTransaction(xid, port: port, participants: participants)
    }

    /// Opens a transaction.
    mutating func openTransaction(_ xid: String) -> [Command] {
        guard let port = coordinatorPort else { return [] }
        transactions.open = OpenTransaction(xid: xid)
        transactions.isChoosing = false
        breaking.isShown = false
        // What is under way is of another transaction.
        schedule.ask(.transaction, at: now)
        return show(.transactions) + [showing(xid, port: port)]
    }

    /// Opens the newest of all once the coordinator has named it.
    mutating func openNewestTransaction() -> [Command] {
        transactions.open = nil
        transactions.selection = nil
        transactions.opensNewest = true
        breaking.isShown = false
        schedule.hurry(.transactions, at: now)
        return show(.transactions) + questions()
    }

    /// Takes a list over.
    mutating func take(_ listings: [TransactionView], _ locks: [LockView]) -> [Command] {
        schedule.answer(.transactions, at: now)
        transactions.take(listings, locks)
        // A list that was asked for before is not the one that was meant.
        guard transactions.opensNewest, !schedule.isAwaited(.transactions) else { return [] }
        transactions.opensNewest = false
        guard screen == .transactions else { return [] }
        return transactions.selected.map { openTransaction($0.xid) } ?? []
    }

    /// Takes over what is known of a transaction.
    mutating func take(_ reading: TransactionReading?, of xid: String) {
        schedule.answer(.transaction, at: now)
        guard transactions.open?.xid == xid else { return }
        transactions.open?.take(reading)
    }

    /// Does what a key of the screen of transactions means.
    mutating func actOnTransactions(_ action: Action) -> [Command] {
        switch action {
        case .open: return transactions.selected.map { openTransaction($0.xid) } ?? []
        case .nextFilter: turnPart(by: 1)
        case .previousFilter: turnPart(by: -1)
        case .force: ask(.force)
        case .keepRows: ask(.keep)
        case .skipRows: ask(.skip)
        default: break
        }
        return []
    }

    private mutating func turnPart(by step: Int) {
        let parts = OpenTransaction.Part.allCases
        guard let open = transactions.open, let index = parts.firstIndex(of: open.part) else {
            return
        }
        transactions.open?.show(parts[(index + step + parts.count) % parts.count])
    }

    private mutating func ask(_ choice: BranchNote.Choice) {
        if let xid = transactions.open?.xid { question = .choose(choice, xid: xid) }
    }

    /// Tells the coordinator what is to become of dirty rows.
    mutating func choose(_ choice: BranchNote.Choice, for xid: String) -> [Command] {
        guard let port = coordinatorPort else { return [] }
        transactions.isChoosing = true
        return [.choose(choice, xid: xid, port: port)]
    }

    /// A choice was taken, or refused.
    mutating func finishChoice(refused reason: LocalizedText? = nil) -> [Command] {
        transactions.isChoosing = false
        if let reason { refuse(reason[language]) }
        schedule.hurry(.transaction, at: now)
        return questions()
    }

    /// One step back from a transaction to the list.
    mutating func closeTransaction() -> [Command] {
        transactions.open = nil
        schedule.hurry(.transactions, at: now)
        return questions()
    }

    /// Moves within the list, the frames, or the text.
    mutating func moveTransactions(_ step: Int) {
        guard var open = transactions.open else {
            guard let listings = transactions.listings, !listings.isEmpty else { return }
            let target = moved(transactions.selectedIndex, by: step, count: listings.count)
            transactions.selection = target == 0 ? nil : listings[target].xid
            return
        }
        if open.part == .wire {
            let count = open.reading?.frames.count ?? 0
            open.frame = moved(open.frame, by: step, count: count)
        } else {
            let size = Layout(self).body.size
            let rows = Scene(self).allRows(of: open, width: size.width).count
            open.scroll = moved(
                min(open.scroll, max(0, rows - size.height)), by: step,
                count: max(0, rows - size.height) + 1)
        }
        transactions.open = open
    }

    /// Whether seconds are counted on the screen: of transactions under way.
    var showsTimeOfTransactions: Bool {
        if breaking.isShown { return false }
        if let open = transactions.open { return open.reading?.transaction.ended == nil }
        return transactions.listings?.contains { $0.ended == nil } ?? false
    }

    /// Why a choice about dirty rows cannot be made now; nil when it can.
    var choiceObstacle: String? {
        guard let open = transactions.open else { return words.transactions.nothingSelected }
        guard open.status?.isStuck == true else { return words.transactions.notStuck }
        return transactions.isChoosing ? words.transactions.choosing : nil
    }
}
