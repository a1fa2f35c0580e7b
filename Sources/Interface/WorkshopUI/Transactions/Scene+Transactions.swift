import Canvas
import CoordinatorAPI
import Wire

extension Scene {
    /// The title over the transactions: which one, and the invariant, always.
    var transactionsTitle: Line {
        let text = words.transactions
        var line: Line
        if model.breaking.isShown {
            line = Line(words.breaking.title, .title)
        } else if let open = model.transactions.open {
            line = Line(shortName(open.xid), .title)
            if let reading = open.reading {
                line.spans.append(Span("  "))
                line.spans += statusSpans(reading.transaction.status)
            }
            for part in OpenTransaction.Part.allCases {
                let name = text.part(part)
                let isShown = part == open.part
                line = line.adding(
                    isShown ? " [\(name)]" : "  \(name) ", isShown ? .title : .dim)
            }
        } else {
            line = Line(text.title, .title)
        }
        let source: Schedule.Source = model.transactions.open == nil ? .transactions : .transaction
        if model.coordinatorPort != nil, !model.breaking.isShown, let age = age(of: source) {
            line = line.adding("  \(age)", .underway)
        }
        line.trailing = invariantSpans
        return line
    }

    /// Money and books, each with its verdict.
    var invariantSpans: [Span] {
        let text = words.transactions
        let isOld = age(of: .evidence) != nil
        let money = verdict(model.live.invariant.money) { yuan($0) }
        let books = verdict(model.live.invariant.books) { Numbers.grouped($0) }
        let spans =
            [Span("\(text.money) ", .dim)] + money + [Span("  \(text.books) ", .dim)] + books
        return isOld ? spans.map { Span($0.text, .dim) } : spans
    }

    private func verdict<Amount>(
        _ verdict: ShopInvariant.Verdict<Amount>, _ amount: (Amount) -> String
    ) -> [Span] {
        switch verdict {
        case .unknown: [Span("?", .dim)]
        case .holds: [Span(glyphs.passed, .holds)]
        case .settling: [Span(glyphs.starting, .underway)]
        case .underway(let missing): [Span("\(glyphs.starting) \(amount(missing))", .underway)]
        case .broken(let missing): [Span("\(glyphs.failed) \(amount(missing))", .broken)]
        }
    }

    /// The last digits of an xid, which differ.
    func shortName(_ xid: String) -> String {
        let number = xid.split(separator: ":").last.map(String.init) ?? xid
        return number.count > 9 ? glyphs.ellipsis + number.suffix(9) : number
    }

    /// A status with its sign.
    func statusSpans(_ name: String) -> [Span] {
        guard let status = GlobalStatus(name: name) else { return [Span(name)] }
        if status.isStuck { return [Span("\(glyphs.failed) \(name)", .broken)] }
        if status == .committed { return [Span("\(glyphs.passed) \(name)", .holds)] }
        // Rolled back is no failure of the coordinator, but nothing was bought.
        if status.isFinal { return [Span("\(glyphs.stopped) \(name)")] }
        return [Span("\(glyphs.starting) \(name)", .underway)]
    }

    /// The rows of the screen: how to break things, a transaction, or all of them.
    func transactionsRows(_ size: Size) -> [Line] {
        if model.breaking.isShown { return breakingRows(size) }
        guard let open = model.transactions.open else { return transactionListRows(size) }
        if open.isUnknown { return [.blank] + wrapped(words.transactions.unknown, size.width) }
        guard let reading = open.reading else {
            return [.blank, Line(words.transactions.asking, .dim)]
        }
        if open.part == .wire { return wireRows(reading, selection: open.frame, size) }
        let rows = allRows(of: open, width: size.width)
        let start = min(max(0, open.scroll), max(0, rows.count - size.height))
        var shown = Array(rows[start...].prefix(size.height))
        let below = rows.count - start - shown.count
        if below > 0, shown.count > 2 {
            shown[shown.count - 1] = Line()
                .right(words.common.linesBelow(Numbers.grouped(below + 1)), .focus)
        }
        return shown
    }

    /// All rows of a part of a transaction, before they are scrolled; none for its frames.
    func allRows(of open: OpenTransaction, width: Int) -> [Line] {
        guard let reading = open.reading else { return [] }
        switch open.part {
        case .story: return storyRows(reading.transaction, width)
        case .rows: return undoRows(reading, width)
        case .wire: return []
        }
    }

    private func transactionListRows(_ size: Size) -> [Line] {
        let figures = size.height > 9 ? sumRows(size.width) : []
        let locks = lockRows(size.width, height: min(8, size.height / 3))
        let tail =
            (locks.isEmpty ? [] : [.blank] + locks) + (figures.isEmpty ? [] : [.blank] + figures)
        let room = max(1, size.height - tail.count)
        var rows = listRows(Size(width: size.width, height: room))
        while rows.count < room { rows.append(.blank) }
        return Array((rows.prefix(room) + tail).prefix(size.height))
    }

    private func listRows(_ size: Size) -> [Line] {
        let text = words.transactions
        guard model.coordinatorPort != nil else {
            let state = model.live.component("coordinator")?.state
            let reason = state == nil || state == .stopped ? text.notWanted : text.notReady
            return [.blank] + wrapped(reason, size.width, .dim)
        }
        guard let listings = model.transactions.listings else {
            return [.blank, Line(text.asking, .dim)]
        }
        guard !listings.isEmpty else { return [.blank] + wrapped(text.none, size.width, .dim) }
        let head = size.height > 6 ? [listHead(size.width)] : []
        let rows = listings.enumerated().map { index, listing in
            listRow(listing, isSelected: index == model.transactions.selectedIndex, size.width)
                .item(index)
        }
        return head
            + window(
                rows, around: model.transactions.selectedIndex, height: size.height - head.count)
    }

    private func listHead(_ width: Int) -> Line {
        let text = words.transactions
        var head = "  " + fitted(text.began, 10) + fitted(text.xid, 12) + fitted(text.status, 24)
        if width >= 70 { head += " \(text.name)" }
        return Line(head, .dim).right(fitted(text.took, 10, .right), .dim)
    }

    private func listRow(_ listing: TransactionView, isSelected: Bool, _ width: Int) -> Line {
        let isChosen = isSelected && hasFocus
        let took =
            listing.ended.map { Numbers.grouped(Int($0 - listing.begun)) + " ms" }
            ?? duration(Double(max(0, model.now - listing.begun)) / 1_000)
        var line = Line([
            marker(isChosen), Span(fitted(clock(listing.begun), 10), .dim),
            Span(fitted(shortName(listing.xid), 12), isChosen ? .title : .plain),
        ])
        line.spans += cut(statusSpans(listing.status), to: width >= 60 ? 24 : 16)
        if width >= 70 {
            let application = width >= 100 ? "\(listing.application)  " : ""
            line = line.adding(" \(application)\(listing.name)", .dim)
        }
        return line.right(took, listing.ended == nil ? .underway : .plain)
    }

    /// The lock table: holders, and who waits.
    private func lockRows(_ width: Int, height: Int) -> [Line] {
        let text = words.transactions
        guard height >= 2, model.coordinatorPort != nil, model.transactions.listings != nil else {
            return []
        }
        let locks = model.transactions.locks
        guard !locks.isEmpty else {
            return [Line([Span("\(text.locks)  ", .title), Span(text.noLocks, .dim)])]
        }
        // Rows that somebody waits for are what there is to see.
        let sorted = locks.filter { !$0.waiters.isEmpty } + locks.filter(\.waiters.isEmpty)
        var rows = [Line(text.locks, .title).adding("  \(Numbers.grouped(locks.count))", .dim)]
        let room = height - 1
        for lock in sorted.prefix(sorted.count > room ? room - 1 : room) {
            rows.append(lockRow(lock, width))
        }
        if sorted.count > room {
            let more = Numbers.grouped(sorted.count - room + 1)
            rows.append(Line("  " + words.common.linesBelow(more), .dim))
        }
        return rows
    }

    private func lockRow(_ lock: LockView, _ width: Int) -> Line {
        let text = words.transactions
        let place = width >= 60 ? "\(lock.resource)  " : ""
        var line = Line("  \(place)", .dim).adding("\(lock.table):\(lock.key)")
        if !lock.waiters.isEmpty {
            let count = text.waiting(Numbers.grouped(lock.waiters.count))
            if width < 60 { return line.right(count, .underway) }
            let names = lock.waiters.prefix(3).map { shortName($0) }.joined(separator: " ")
            line = line.right("\(count) \(names)  ", .underway)
        }
        return line.right(lock.holder.map { text.heldBy(shortName($0)) } ?? text.free, .dim)
    }

    /// What money and books are made of.
    private func sumRows(_ width: Int) -> [Line] {
        let text = words.transactions
        guard let reading = model.live.invariant.reading else {
            return wrapped(text.notMeasured, width, .dim)
        }
        let stock = Numbers.grouped(reading.stock)
        let ordered = Numbers.grouped(reading.ordered)
        let books = sumLine(
            text.books, text.bookSum(stock, ordered),
            Numbers.grouped(reading.stock + reading.ordered),
            Numbers.grouped(reading.books), reading.missingBooks == 0, width)
        guard let balances = reading.balances, let sum = reading.sum else {
            return [Line(text.noAccount, .dim), books]
        }
        let money = sumLine(
            text.money,
            text.moneySum(balances.grouped, reading.frozen.grouped, reading.ordersValue.grouped),
            sum.grouped, reading.money.grouped, reading.missingMoney == .zero, width)
        return [money, books]
    }

    private func sumLine(
        _ label: String, _ parts: String, _ sum: String, _ wanted: String, _ holds: Bool,
        _ width: Int
    ) -> Line {
        let sign = holds ? "=" : glyphs.unequal
        let style: Style = holds ? .dim : .broken
        let line = Line("\(fitted(label, 6)) ", .dim)
        let whole = "\(parts) = \(sum) \(sign) \(wanted)"
        guard holds || columns(whole) + 7 > width else {
            return line.adding("\(parts) = \(sum) ", .plain).adding("\(sign) \(wanted)", style)
        }
        return line.adding(holds ? "\(parts) = \(wanted)" : "\(sum) \(sign) \(wanted)", style)
    }
}
