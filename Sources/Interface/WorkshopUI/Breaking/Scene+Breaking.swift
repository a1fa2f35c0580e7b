import Canvas
import LabKit
import Wire

extension Scene {
    /// The places where something can be broken, and what is armed.
    func breakingRows(_ size: Size) -> [Line] {
        let text = words.breaking
        let targets = model.targets
        guard !targets.isEmpty else { return [.blank] + wrapped(text.nothing, size.width, .dim) }
        let index = model.targetIndex
        let rows = targets.enumerated().map { place, target in
            targetRow(target, isSelected: place == index, size.width).item(place)
        }
        let detail = targetDetail(targets[index], size.width).prefix(max(2, size.height / 2))
        guard size.height >= 8 else { return window(rows, around: index, height: size.height) }
        let room = max(1, size.height - detail.count - 1)
        var shown = window(rows, around: index, height: room)
        while shown.count < room { shown.append(.blank) }
        return Array((shown + [.blank] + detail).prefix(size.height))
    }

    private func targetRow(
        _ target: BreakingState.Target, isSelected: Bool, _ width: Int
    ) -> Line {
        let isChosen = isSelected && hasFocus
        guard let point = target.point else {
            let status = model.live.components.first { $0.name == target.component }
            var line = Line([
                marker(isChosen), status.map { sign($0.state) } ?? Span(" "),
                Span(" \(target.component)", .title),
            ])
            if let verb = model.system.underway[target.component] {
                line = line.adding("  \(words.system.asked(verb))", .underway)
            }
            return line.right(words.breaking.atOnce, .dim)
        }
        var line = Line([
            marker(isChosen), Span("    \(fitted(point, 30))", isChosen ? .title : .plain),
        ])
        if !target.armed.isEmpty {
            line = line.adding(
                "\(glyphs.armed) \(target.armed.joined(separator: " "))", .underway)
        }
        return line
    }

    /// What the selected place is, and what the last order came to.
    private func targetDetail(_ target: BreakingState.Target, _ width: Int) -> [Line] {
        let text = words.breaking
        var rows: [Line] = []
        let name = target.point.map { "\(target.component):\($0)" } ?? "\(target.component)"
        rows.append(Line(name, .title))
        let sentence = target.point.map { text.sentence($0) } ?? text.process
        rows += wrapped(sentence, width - 2).map { $0.indented(2) }
        if let refusal = refusalOfStrike(target) {
            rows += StyledWrap(width: width - 2, indent: 2, widths: widths)
                .lines(of: [refusalSign, Span(refusal)]).map { $0.indented(2) }
        } else if !target.armed.isEmpty {
            rows += wrapped(text.armed, width - 2, .underway).map { $0.indented(2) }
        }
        return rows
    }

    private func refusalOfStrike(_ target: BreakingState.Target) -> String? {
        if let reason = model.breaking.refusal { return reason[model.language] }
        guard let refusal = model.system.refusal, refusal.component == target.component else {
            return nil
        }
        return words.system.refused(
            words.keys[refusal.verb.topic].word, refusal.reason[model.language])
    }
}
