import CoordinatorAPI
import TracerAPI
import Wire

/// Global transactions line by line.
extension PlainForm {
    private var text: PlainWords { model.words.plain }
    private var words: TransactionsWords { model.words.transactions }
    private var scene: Scene { Scene(model) }

    /// Money and books, the transactions, newest first, at most twenty, and the lock table; or the one
    /// that is open; or the places to break.
    func transactions() -> [String] {
        if model.breaking.isShown { return places() }
        guard model.coordinatorPort != nil else { return sums + wrapped(words.notWanted) }
        if let open = model.transactions.open { return transaction(open) }
        guard let listings = model.transactions.listings else { return [words.asking] }
        let lines = listings.prefix(20).map { listing in
            let took = listing.ended.map { Numbers.grouped(Int($0 - listing.begun)) }
            return text.transaction(
                listing.xid,
                joined([
                    listing.status, scene.clock(listing.begun),
                    took.map { "\(words.took) \($0) ms" }, listing.application, listing.name,
                ]))
        }
        let locks = model.transactions.locks.prefix(20).map { lock in
            let waiters = lock.waiters.joined(separator: " ")
            return text.lock(
                "\(lock.resource) \(lock.table):\(lock.key)",
                joined([
                    lock.holder.map { words.heldBy($0) } ?? words.free,
                    waiters.isEmpty ? nil : words.waiting(waiters),
                ]))
        }
        let none = listings.isEmpty ? wrapped(words.none) : []
        return sums + none + lines + (locks.isEmpty ? [words.noLocks] : locks)
            + [text.next(text.nextInTransactions)]
    }

    /// The invariant with its figures.
    private var sums: [String] {
        let invariant = model.live.invariant
        guard let reading = invariant.reading else { return [words.notMeasured] }
        let money = reading.balances.map { balances in
            words.moneySum(
                balances.grouped, reading.frozen.grouped, reading.ordersValue.grouped)
        }
        let books = words.bookSum(Numbers.grouped(reading.stock), Numbers.grouped(reading.ordered))
        return [
            text.sum(words.money, joined([verdict(invariant.money) { scene.yuan($0) }, money])),
            text.sum(
                words.books, joined([verdict(invariant.books) { Numbers.grouped($0) }, books])),
        ]
    }

    private func verdict<Amount>(
        _ verdict: ShopInvariant.Verdict<Amount>, _ amount: (Amount) -> String
    ) -> String {
        switch verdict {
        case .unknown: model.words.live.notMeasured
        case .holds: model.words.live.holds
        case .settling: model.words.live.settling
        case .underway(let missing): text.missingForNow(amount(missing))
        case .broken(let missing): text.missing(amount(missing))
        }
    }

    private func transaction(_ open: OpenTransaction) -> [String] {
        if open.isUnknown { return wrapped(words.unknown) }
        guard let reading = open.reading else { return [words.asking] }
        let one = reading.transaction
        let head = text.transaction(
            one.xid, joined([one.status, scene.clock(one.begun), one.application, one.name]))
        let isStuck = GlobalStatus(name: one.status)?.isStuck == true
        let body: [String] =
            switch open.part {
            case .story:
                TransactionTale(one.events, in: model.language).lines.map {
                    "\(Microseconds.text($0.offset)): \($0.text)"
                }
            case .rows:
                reading.undoLogs.isEmpty
                    ? wrapped(one.ended == nil ? words.noUndo : words.undoOver)
                    : reading.undoLogs.flatMap { lines(of: $0) }
            case .wire:
                reading.frames.isEmpty
                    ? wrapped(words.noFrames) : reading.frames.map { line(of: $0) }
            }
        return [head] + (isStuck ? wrapped(words.stuck) : []) + body
            + [text.next(isStuck ? text.nextWhenStuck : text.nextInTransaction)]
    }

    private func lines(of log: UndoLogView) -> [String] {
        let head = "undo_log \(log.resource) \(words.branch) \(log.branch)"
        if log.isTombstone { return [head] + wrapped(words.tombstone) }
        return [head]
            + log.rows.flatMap { row in
                let isDirty = row.isDirty ? words.dirty : words.clean
                let names = Set(
                    [row.before, row.after, row.now].flatMap { $0.map { Array($0.keys) } ?? [] })
                let columns = names.sorted().compactMap { name -> String? in
                    let values = [row.before?[name], row.after?[name], row.now?[name]]
                    guard Set(values).count > 1 else { return nil }
                    let said = values.map { $0 ?? "-" }
                    return text.column(name, text.images(said[0], said[1], said[2]))
                }
                return ["\(row.table):\(row.key): \(isDirty)"] + columns
            }
    }

    private func line(of frame: FrameView) -> String {
        let peer = frame.peer.isEmpty ? "?" : frame.peer
        let way = frame.isReceived ? text.received(peer) : text.sent(peer)
        let fields = frame.fields.filter { !$0.value.isEmpty }.map { "\($0.name) \($0.value)" }
        return "\(Microseconds.text(frame.offset)): \(way): \(frame.name): "
            + fields.joined(separator: ", ")
    }

    /// The places that can be broken, a component a line, then its points.
    private func places() -> [String] {
        let words = model.words.breaking
        return model.targets.map { target in
            guard let point = target.point else { return "\(target.component): \(words.atOnce)" }
            let armed = target.armed.isEmpty ? "" : " (\(target.armed.joined(separator: " ")))"
            return "\(target.component):\(point)\(armed): \(words.sentence(point))"
        } + [text.next(text.nextInBreaking)]
    }

    private func joined(_ parts: [String?]) -> String {
        parts.compactMap { $0 }.joined(separator: "  ")
    }
}
