import BookstoreAPI
import Canvas
import Wire

extension Scene {
    /// The title over the shop: whose it is, and the balance, always.
    var shopTitle: Line {
        let reading = model.shop.reading
        var line = Line(words.shop.title, .title).adding("  \(model.settings.user)", .dim)
        if reading != nil, let age = age(of: .shop) { line = line.adding("  \(age)", .underway) }
        guard let reading else { return line }
        let isOld = age(of: .shop) != nil
        return line.right("\(words.shop.balance) ", .dim)
            .right(
                reading.balance.map { yuan($0) } ?? words.shop.unknown,
                isOld ? .dim : style(.balance))
    }

    /// The rows of the shop.
    func shopRows(_ size: Size) -> [Line] {
        guard let reading = model.shop.reading else { return closedShop(size.width) }
        let isOld = age(of: .shop) != nil
        let mode = modeRows(size.width)
        var rows = bookRows(reading.books, size)
        if isOld { rows = rows.map(\.dimmed) }
        if size.height >= 14 { rows.append(.blank) }
        rows.append(stepper(size))
        rows += noteRows(size.width)
        let room = size.height - rows.count - mode.count - (mode.isEmpty ? 0 : 1)
        rows += orderRows(size.width, height: room)
        guard size.height > rows.count + mode.count else { return Array(rows.prefix(size.height)) }
        while rows.count < size.height - mode.count { rows.append(.blank) }
        return rows + mode
    }

    private func closedShop(_ width: Int) -> [Line] {
        let state = model.live.component("bookstore")?.state
        switch state {
        case nil: return [.blank, Line(words.shop.loading, .dim)]
        case .ready:
            guard let failure = model.shop.failure else {
                return [.blank, Line(words.shop.loading, .dim)]
            }
            let text = refusal(of: failure, purchase: nil, total: nil)
            return [.blank] + wrapped("\(text.what) \(text.next)", width)
        case .starting: return [.blank, Line(words.shop.starting, .underway)]
        default:
            return [.blank, Line(words.shop.notRunning)] + wrapped(words.shop.notRunningNext, width)
        }
    }

    private func bookRows(_ books: [Book], _ size: Size) -> [Line] {
        let isNarrow = size.width < 60
        let words = words.shop
        var head = Line("  " + fitted(words.code, 7) + words.name, .dim)
        head.trailing = [Span(numbers(words.price, words.stock, words.owned, isNarrow), .dim)]
        var rows = isNarrow && size.height < 9 ? [] : [head]
        for (index, book) in books.enumerated() {
            let isSelected = index == model.shop.selection
            let title = isSelected && hasFocus ? Style.title : .plain
            var row = Line([
                marker(isSelected && hasFocus), Span(fitted(book.productCode, 7), .dim),
                Span(book.name, title),
            ])
            row.trailing = numberSpans(book, isNarrow)
            rows.append(row.item(index))
            // Where there is no room for every book's authors, those of the selected one stand beside
            // the order: nothing jumps when the selection moves.
            if hasRoomForAuthors(size) {
                rows.append(Line("         \(authors(book))", .dim))
            }
        }
        return rows
    }

    private func hasRoomForAuthors(_ size: Size) -> Bool {
        size.height >= 24
    }

    private func authors(_ book: Book) -> String {
        book.authors.joined(separator: model.language == .chinese ? "、" : ", ")
    }

    private func numbers(_ price: String, _ stock: String, _ owned: String, _ isNarrow: Bool)
        -> String
    {
        let first = fitted(price, 7, .right)
        return isNarrow
            ? first : first + fitted(stock, 9, .right) + fitted(owned, 8, .right)
    }

    private func numberSpans(_ book: Book, _ isNarrow: Bool) -> [Span] {
        let price = Span(fitted(book.price.grouped, 7, .right))
        if isNarrow { return [price] }
        let stock = book.stockCount.map { Numbers.grouped($0) } ?? "-"
        return [
            price, Span(fitted(stock, 9, .right), style(.stock(book.productCode))),
            Span(
                fitted(Numbers.grouped(book.ownedCount ?? 0), 8, .right),
                style(.owned(book.productCode))),
        ]
    }

    private func stepper(_ size: Size) -> Line {
        let words = words.shop
        let line = Line("  \(words.count)  ", .dim)
            .adding("\(glyphs.less) ", .focus).adding(Numbers.grouped(model.shop.count), .title)
            .adding(" \(glyphs.more)", .focus)
        guard let total = model.shop.total else { return line }
        let order = line.adding("   \(words.total) ", .dim).adding(yuan(total), .title)
        guard !hasRoomForAuthors(size), let book = model.shop.book else { return order }
        let authors = authors(book)
        let room = size.width - columns(order.spans.map(\.text).joined()) - 5
        return room < 12 ? order : order.right(fitted(authors, min(columns(authors), room)), .dim)
    }

    /// What became of the last order, and what is in doubt.
    private func noteRows(_ width: Int) -> [Line] {
        let wrap = StyledWrap(width: width - 2, indent: 2, widths: widths)
        var rows: [Line] = []
        if model.shop.underway != nil {
            rows += wrap.lines(of: [
                Span("\(glyphs.starting) ", .underway), Span(words.shop.ordering),
            ])
        } else if let note = model.shop.note {
            rows += wrap.lines(of: spans(of: note))
        }
        let inDoubt = model.shop.inDoubt.count
        if inDoubt > 0, model.shop.note?.outcome.isInDoubt != true {
            rows += wrap.lines(of: [
                Span("\(glyphs.starting) ", .underway), Span(words.shop.askAgain(String(inDoubt))),
            ])
        }
        return rows.map { $0.indented(2) }
    }

    private func spans(of note: ShopState.Note) -> [Span] {
        switch note.outcome {
        case .bought(let receipt, let microseconds):
            let what = "\(receipt.productCode) \(glyphs.times) \(Numbers.grouped(receipt.count))"
            let time = Numbers.milliseconds(microseconds)
            return [
                Span("\(glyphs.passed) ", .holds),
                Span(words.shop.bought(what, yuan(receipt.total), time)),
            ]
        case .failed(let failure):
            let text = refusal(
                of: failure, purchase: note.underway.purchase, total: note.underway.total)
            let gap = model.language == .chinese ? "" : " "
            return [
                refusalSign, Span(text.what), Span(gap + text.moved, .title),
                Span(gap + text.next),
            ]
        }
    }

    private func orderRows(_ width: Int, height: Int) -> [Line] {
        guard height >= 2 else { return [] }
        var rows: [Line] = height >= 4 ? [.blank] : []
        rows.append(Line(words.shop.orders, .title))
        let orders = model.shop.orders
        if orders.isEmpty {
            return rows + wrapped(words.shop.noOrders, width - 2, .dim).map { $0.indented(2) }
        }
        return rows + orders.prefix(height - rows.count).map { orderRow($0, width) }
    }

    private func orderRow(_ order: Order, _ width: Int) -> Line {
        let word: Span =
            switch order.status {
            case .paid: Span("\(glyphs.passed) \(words.shop.paid)", .holds)
            case .pending: Span("\(glyphs.starting) \(words.shop.pending)", .underway)
            case .inDoubt: Span("\(glyphs.failed) \(words.shop.inDoubt)", .underway)
            }
        let what = "\(order.productCode) \(glyphs.times) \(Numbers.grouped(order.count))"
        var line = Line("  \(clock(order.time))  ", .dim).adding(fitted(what, 14))
        if width >= 50 {
            line = line.adding(fitted(yuan(order.total), 16, .right)).adding("   ")
        }
        line.spans.append(word)
        guard width >= 72 else { return line }
        return line.right(
            order.paidBy == .local ? words.shop.byLocal : words.shop.byRemote, .dim)
    }

    /// Whether book and money are in one process, or can come apart.
    private func modeRows(_ width: Int) -> [Line] {
        switch model.live.measured.bookstore?.binding {
        case nil: []
        case .local: [Line(words.shop.inOneProcess, .dim)]
        case .bolt: wrapped(words.shop.splitWarning, width, .underway)
        }
    }
}
