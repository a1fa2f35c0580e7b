import Canvas
import LabKit
import Wire

extension Scene {
    /// The rows of the system screen: components, the selected one closer, the registry.
    func systemRows(_ size: Size) -> [Line] {
        let components = model.live.components
        guard !components.isEmpty else {
            let text =
                model.live.snapshot == nil
                ? words.common.waitingForSupervisor : words.system.nothingKnown
            return [.blank] + wrapped(text, size.width, .dim)
        }
        let isOld = age(of: .snapshot) != nil
        let selection = components.firstIndex { $0.name == model.selectedComponent?.name } ?? 0
        var list = components.enumerated().map { index, status in
            componentRow(status, size.width).item(index)
        }
        if isOld { list = list.map(\.dimmed) }
        let isSmall = size.height < 12
        let limit = isSmall ? max(1, size.height - 3) : size.height / 2
        var rows = [componentHead(size.width)]
        rows += window(list, around: selection, height: max(1, limit))
        let registry = isSmall ? [] : registryRows(size.width)
        let room = size.height - rows.count - min(registry.count, max(0, size.height / 3)) - 1
        if let selected = model.selectedComponent {
            rows += (isSmall ? [] : [.blank])
            rows += detailRows(selected, size.width, height: max(1, room - 1))
        }
        if !registry.isEmpty { rows += [.blank] + registry }
        return Array(rows.prefix(size.height))
    }

    private func componentHead(_ width: Int) -> Line {
        let text = words.system
        return Line(
            "    "
                + columnsText(
                    [
                        text.component, text.state, text.pid, text.port, text.uptime, text.restarts,
                        text.memory,
                    ], width), .dim)
    }

    /// Columns of a component's row: as many as fit.
    private func columnsText(_ cells: [String], _ width: Int) -> String {
        let widths = columnWidths(width)
        return zip(cells, widths).enumerated().map { index, cell in
            fitted(cell.0, cell.1, index < 2 ? .left : .right)
        }.joined()
    }

    private func columnWidths(_ width: Int) -> [Int] {
        width >= 74 ? [14, 10, 8, 8, 9, 10, 11] : width >= 50 ? [14, 10, 8, 8] : [14, 10, 8]
    }

    private func componentRow(_ status: ComponentStatus, _ width: Int) -> Line {
        let widths = columnWidths(width)
        let isSelected = status.name == model.selectedComponent?.name && hasFocus
        let isLive = status.pid != nil
        let state = fitted(words.system.word(status.state), widths[1])
        let rest = [
            status.pid.map { String($0) } ?? "-", status.port.map { String($0) } ?? "-",
            status.state == .ready ? duration(model.uptime(of: status)) : "-",
            Numbers.grouped(status.restarts),
            isLive ? Numbers.megabytes(status.residentBytes) : "-",
        ]
        var line = Line([
            marker(isSelected), sign(status.state), Span(" "),
            Span(fitted(status.name.description, widths[0]), isSelected ? .title : .plain),
            Span(state, style(.state(status.name))),
        ])
        for (index, cell) in rest.enumerated() where index + 2 < widths.count {
            let calm: Style = isLive ? .plain : .dim
            let cellStyle = index == 3 ? style(.restarts(status.name), calm) : calm
            line = line.adding(fitted(cell, widths[index + 2], .right), cellStyle)
        }
        return line
    }

    private func detailRows(_ status: ComponentStatus, _ width: Int, height: Int) -> [Line] {
        var rows: [Line] = []
        var head = Line(status.name.description, .title)
            .adding("  \(words.system.word(status.state))", .dim)
        if let verb = model.system.underway[status.name] {
            head = head.adding("  \(words.system.asked(verb))", .underway)
        }
        rows.append(head)
        if let refusal = model.system.refusal, refusal.component == status.name {
            let verb = words.keys[refusal.verb.topic].word
            let reason = refusal.reason[model.language]
            rows += StyledWrap(width: width - 2, indent: 2, widths: widths).lines(of: [
                refusalSign, Span(words.system.refused(verb, reason)),
            ]).map { $0.indented(2) }
        }
        if let reason = status.reason(in: model.language) {
            rows += wrapped(reason, width - 2, status.state == .failed ? .broken : .plain)
                .map { $0.indented(2) }
        }
        let room = min(6, height - rows.count)
        let lines = room > 0 ? model.logs.last(room, of: status.name) : []
        if lines.isEmpty { return rows + [Line("  \(words.system.noLines)", .dim)] }
        return rows
            + lines.map { line in
                Line([Span("  \(clock(line.timeMilliseconds))  ", .dim)] + spans(of: line))
            }
    }

    private func registryRows(_ width: Int) -> [Line] {
        var rows = [Line(words.system.registry, .title)]
        guard let services = model.live.measured.services else {
            return rows + wrapped(words.system.registryAway, width - 2, .dim).map { $0.indented(2) }
        }
        if services.isEmpty {
            return rows + wrapped(words.system.noServices, width - 2, .dim).map { $0.indented(2) }
        }
        for service in services {
            let count = words.system.providers(String(service.providers.count))
            let subscribers = words.system.subscribers(String(service.subscribers))
            let providers =
                service.providers.isEmpty ? "\(glyphs.stopped) \(words.system.noProviders)" : count
            rows.append(
                Line("  \(short(service.name))").right("\(providers)  \(subscribers)", .dim))
            for provider in service.providers { rows.append(providerRow(provider, width)) }
        }
        return age(of: .evidence) == nil ? rows : rows.map(\.dimmed)
    }

    private func providerRow(_ provider: Measurements.ServiceProvider, _ width: Int) -> Line {
        let line = Line([
            Span("    "), sign(.ready), Span(" " + fitted(provider.address, 23)),
            Span(provider.application, .dim),
        ])
        let since = words.system.since(clock(provider.since))
        guard width >= 60 else { return line }
        return line.right("\(words.system.weight(String(provider.weight)))  \(since)", .dim)
    }

    /// A service's name without the Java package before its interface.
    private func short(_ service: String) -> String {
        let parts = service.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let interface = parts.first?.split(separator: ".").last.map(String.init) ?? service
        return parts.count == 2 ? "\(interface):\(parts[1])" : interface
    }
}
