import BookstoreAPI
import Canvas
import Wire

extension Scene {
    /// The live column: components, the way of a purchase, money, events.
    func liveColumn(_ size: Size) -> [Line] {
        let width = size.width - 1
        var rows = componentRows
        // Before the supervisor has answered there is nothing to show that would not jump.
        guard model.live.snapshot != nil else { return rows }
        let isOld = age(of: .evidence) != nil && model.live.bookstorePort != nil
        rows += [.blank] + (isOld ? topology.map(\.dimmed) : topology)
        rows += [.blank] + moneyRows
        let charts = size.width >= 36 ? chartRows(width - 1) : []
        if !charts.isEmpty, size.height >= rows.count + charts.count + 4 {
            rows += [.blank] + charts
        }
        let room = size.height - rows.count - 1
        if room >= 2 { rows += [.blank] + eventRows(width, height: room) }
        rows = rows.map { $0.trailing.isEmpty ? $0 : $0.right(" ") }
        if age(of: .snapshot) != nil { rows = rows.map(\.dimmed) }
        return Array(rows.prefix(size.height))
    }

    private var componentRows: [Line] {
        if model.live.components.isEmpty { return [Line(words.common.waitingForSupervisor, .dim)] }
        return model.live.components.map { status in
            let line = Line([sign(status.state), Span(" \(status.name)")])
            if status.state == .ready, let port = status.port { return line.right(":\(port)") }
            return line.right(
                words.system.word(status.state), style(.state(status.name), .dim))
        }
    }

    /// The way of a purchase, as far as it is measured.
    var topology: [Line] {
        let bar = glyphs.vertical
        var rows = [Line("  \(words.live.you)")]
        guard model.live.bookstorePort != nil else {
            rows.append(Line("   \(glyphs.dotted)", .dim))
            rows.append(Line("  bookstore", .dim).right(words.live.notRunning, .dim))
            return rows
        }
        let rate = model.live.orderRate(at: model.now)
        let speed = rate > 0 ? words.live.perSecond(Numbers.tenths(rate)) : words.live.idle
        rows.append(
            Line("   \(rate > 0 ? bar : glyphs.dotted) ", .dim)
                .adding(speed, rate > 0 ? .plain : .dim))
        var shop = Line("  bookstore")
        let bookstore = model.live.measured.bookstore
        if bookstore?.binding == .bolt, bookstore?.registryConnected == false {
            shop = shop.right(words.live.registryAway, .underway)
        }
        rows.append(shop)
        guard let bookstore else {
            return rows + [Line("   \(glyphs.dotted) \(words.live.notMeasured)", .dim)]
        }
        return rows + accountRows(bookstore)
    }

    private func accountRows(_ bookstore: Measurements.Bookstore) -> [Line] {
        if bookstore.binding == .local {
            return [Line("   \(glyphs.bottomLeft) ", .dim).adding(words.live.accountInside)]
        }
        if bookstore.providers.isEmpty {
            return [
                Line("   \(glyphs.dotted) ", .dim).adding(words.live.noProvider, .underway)
            ]
        }
        let known = model.live.measured.services.map { services in
            Set(services.flatMap(\.providers).map(\.address))
        }
        return bookstore.providers.map { provider in
            let name = name(of: provider.address)
            if let known, !known.contains(provider.address) {
                return Line("   \(glyphs.dotted) \(name)", .dim).right(words.live.gone, .dim)
            }
            return Line("   \(glyphs.bottomLeft) ", .dim).adding(name)
                .right(words.live.calls(Numbers.grouped(provider.calls)), .dim)
        }
    }

    /// The component at an address, or the address when none is known there.
    func name(of address: String) -> String {
        let port = address.split(separator: ":").last.flatMap { Int($0) }
        return port.flatMap { model.live.names[$0]?.description } ?? address
    }

    private var moneyRows: [Line] {
        let text = words.live
        let balance = model.shop.reading?.balance.map { yuan($0) }
        let sold = model.live.measured.bookstore.map { Numbers.grouped($0.booksSold) }
        var rows = [
            Line(text.money).right(balance ?? text.notMeasured, style(.balance)),
            Line(text.sold).right(sold ?? text.notMeasured, style(.sold)),
            Line(text.booksAndMoney).rightSpan(invariant),
        ]
        if age(of: .shop) != nil || model.live.bookstorePort == nil {
            rows = rows.map(\.dimmed)
        }
        let inDoubt = model.shop.inDoubt.count
        if inDoubt > 0 { rows.append(Line(text.inDoubt).right(String(inDoubt), .underway)) }
        return rows
    }

    /// Whether books and money agree.
    var invariant: Span {
        switch model.shop.invariant {
        case .unknown: Span(words.live.notMeasured, .dim)
        case .holds: Span("\(glyphs.passed) \(words.live.holds)", .holds)
        case .settling: Span(words.live.settling, .underway)
        case .apart(let gap):
            Span("\(glyphs.failed) \(words.live.apart(yuan(gap)))", .broken)
        }
    }

    private func eventRows(_ width: Int, height: Int) -> [Line] {
        let notices = model.live.snapshot?.notices ?? []
        if notices.isEmpty {
            return Array(wrapped(words.live.noEvents, width, .dim).prefix(height))
        }
        var rows: [Line] = []
        for notice in notices.reversed() {
            let who = notice.component.map { " \($0)" } ?? ""
            let time = clock(notice.timeMilliseconds)
            let style: Style =
                notice.kind == .crashed || notice.kind == .gaveUp
                    || notice.kind == .fileRefused ? .broken : .plain
            let sentence = sentence(notice)
            if columns("\(time)\(who) \(sentence)") <= width {
                if rows.count + 1 > height { break }
                let row = Line("\(time)\(who) ", .dim).adding(sentence, style)
                rows = [row] + rows
                continue
            }
            let head = Line("\(time)\(who)", .dim)
            let text = wrapped(sentence, width - 2, style).map { $0.indented(2) }
            if rows.isEmpty, text.count >= height {
                // The newest one is shown as far as it goes.
                return [head] + text.prefix(height - 2)
                    + [Line("  \(glyphs.ellipsis)", .dim)]
            }
            if rows.count + 1 + text.count > height { break }
            rows = [head] + text + rows
        }
        return rows
    }

    /// What a notice says, in the language of the screen as far as it is ours to say.
    func sentence(_ notice: Notice) -> String {
        let text = words.live
        let said = notice.text(in: model.language)
        switch notice.kind {
        case .fileApplied: return text.applied(said)
        case .fileRefused: return text.fileRefused(said)
        case .ready: return text.becameReady
        case .crashed, .gaveUp, .other: return said
        case .stopped: return text.stopped
        }
    }
}

extension Line {
    /// The same with a run at the right.
    func rightSpan(_ span: Span) -> Line {
        right(span.text, span.style)
    }
}
