import BookstoreAPI
import Canvas
import LabKit
import Wire

extension Scene {
    /// The whole screen for a hall: few rows, large marks, nothing to press but what leaves it.
    func projectorRows(_ size: Size) -> [Line] {
        let width = size.width
        guard let (lab, index) = model.projectedStep else {
            return [Line(words.labs.noLabs, .dim)]
        }
        let step = lab.steps[index]
        let key = StepKey(lab: lab.id, step: step.id)
        let count = String(lab.steps.count)
        let head = Line(words.labs.lab(String(lab.order)), .dim)
            .adding("  \(lab.title[model.language])", .dim)
            .right(words.labs.stepOf(String(index + 1), count), .dim)
        let title = wrapped(step.title[model.language], width, .title)
        let task = taskRows(step, key, width, next: lab.steps.dropFirst(index + 1).first)
        let footing = projectorFooting(width)
        let room = size.height - footing.count
        for look in ProjectorLook.all {
            let parts = [
                [head] + (look.isSpaced ? [.blank] : []) + title, task,
                checkRows(step, key, width, look.marks), moneyBlock(width, isBig: look.hasBigMoney),
            ]
            let least = parts.reduce(parts.count - 1) { $0 + $1.count }
            guard least <= room else { continue }
            // What is left over goes between the parts, so that each stands by itself.
            let gap = 1 + min(2, (room - least) / parts.count)
            let rows = Array(parts.joined(separator: Array(repeating: .blank, count: gap)))
            return rows + Array(repeating: .blank, count: room - rows.count) + footing
        }
        // Where nothing fits whole the task is cut, not the checks and the money.
        let rest = checkRows(step, key, width, .low) + moneyBlock(width, isBig: false) + footing
        let above = Array(([head] + title + task).prefix(max(0, size.height - rest.count)))
        return Array((above + rest).prefix(size.height))
    }

    /// The next thing to do: the step's task, or after its pass the step that follows.
    private func taskRows(_ step: Step, _ key: StepKey, _ width: Int, next: Step?) -> [Line] {
        if model.labs.progress[key].state == .passed {
            let sign = Span("\(glyphs.passed) \(words.labs.passed)", .holds)
            guard let next else { return [Line([sign])] }
            return [
                Line([sign]), Line("\(glyphs.arrow) ", .focus).adding(next.title[model.language]),
            ]
        }
        return step.text[model.language].task.filled(model.labs.live[key] ?? LiveValues()).flatMap {
            rowsOf(block: $0, width, isClose: true)
        }
    }

    private func checkRows(
        _ step: Step, _ key: StepKey, _ width: Int, _ marks: ProjectorLook.Marks
    ) -> [Line] {
        let verdicts = model.labs.verdicts[key]?.verdicts ?? []
        let rows = step.checks.map { check -> [Line] in
            let verdict = verdicts.first { $0.id == check.id }
            let (mark, sign, style): (String, String, Style) =
                switch verdict?.passed {
                case true: (glyphs.bar, glyphs.passed, .holds)
                case false: (glyphs.barRest, glyphs.notYet, .underway)
                default: (glyphs.barRest, glyphs.waiting, .dim)
                }
            let block = Span(String(repeating: mark, count: 6), style)
            let title = (verdict?.title ?? check.title)[model.language]
            let fresh = self.style(.verdict(key, check.id))
            let line = Line([
                block, Span("  \(sign) ", style), Span(fitted(title, max(1, width - 10)), fresh),
            ])
            return marks == .high ? [line, Line([block])] : [line]
        }
        return Array(rows.joined(separator: marks == .low ? [] : [.blank]))
    }

    /// The money in large digits, or in a row where they do not fit.
    private func moneyBlock(_ width: Int, isBig: Bool) -> [Line] {
        let balance = model.shop.reading?.balance
        let text = balance.map { yuan($0) } ?? words.live.notMeasured
        let look = age(of: .shop) == nil ? style(.balance) : .dim
        let row = Line("\(words.live.money)  ", .dim).adding(text, look)
        guard isBig, let balance else { return [row] }
        let rows = BigDigits.rows(of: "¥ \(balance.grouped)", dark: glyphs.bar)
        return columns(rows[0]) <= width ? rows.map { Line($0, look) } : [row]
    }

    /// Books sold, whether books and money agree, and every component with its sign.
    private func projectorFooting(_ width: Int) -> [Line] {
        let sold = model.live.measured.bookstore.map { Numbers.grouped($0.booksSold) }
        let line = Line(words.live.sold, .dim)
            .adding("  \(sold ?? words.live.notMeasured)   ", style(.sold))
            .adding(words.live.booksAndMoney + "  ", .dim)
        guard model.live.snapshot != nil else {
            return [Line(words.common.waitingForSupervisor, .dim)]
        }
        var components: [Span] = []
        for status in model.live.components {
            components += [sign(status.state), Span(" \(status.name)   ")]
        }
        return [Line(line.spans + [invariant]), Line(components)]
    }

    /// Draws the projector over the whole frame.
    func drawProjector(into frame: inout Frame) {
        let isSmall = frame.width < 60 || frame.height < 16
        let area = isSmall ? frame.bounds : frame.bounds.inset(horizontal: 3, vertical: 1)
        frame.draw(projectorRows(area.size), in: area)
    }
}

/// How large the parts of the projector are: the largest that fit are taken.
struct ProjectorLook: Equatable {
    /// How much room a check has.
    enum Marks {
        case high
        case apart
        case low
    }

    let marks: Marks
    let hasBigMoney: Bool
    let isSpaced: Bool

    /// From the largest to the smallest.
    static let all: [ProjectorLook] = [true, false].flatMap { isSpaced in
        [true, false].flatMap { hasBigMoney in
            [Marks.high, .apart, .low].map {
                ProjectorLook(marks: $0, hasBigMoney: hasBigMoney, isSpaced: isSpaced)
            }
        }
    }
}
