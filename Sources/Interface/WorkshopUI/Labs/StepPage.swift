import Canvas
import LabKit
import Wire

/// A step on the screen: its text, which scrolls when it is long, and its checks, which stay. In a low
/// window the checks follow the text and scroll with it.
struct StepPage {
    private let scene: Scene
    private let size: Size
    private let text: [Line]
    private let checks: [Line]
    /// Where in a text that scrolls the checks begin; nil when they stay beside it.
    let checksStart: Int?
    /// Rows of the checks above the first that does not hold.
    private let rowsBeforeFailure: Int

    /// Lays the open step out: as it reads best, or as much closer as the room wants.
    init(_ scene: Scene, _ size: Size) {
        self.scene = scene
        self.size = size
        let text = Words(scene, width: size.width)
        let checks = Checks(scene, width: size.width)
        let layouts = [
            (text.rows(isClose: false), checks.rows(isBrief: false)),
            (text.rows(isClose: true), checks.rows(isBrief: false)),
            (text.rows(isClose: true), checks.rows(isBrief: true)),
            (text.rows(isClose: true, isTight: true), checks.rows(isBrief: true, isTight: true)),
        ]
        rowsBeforeFailure = checks.rowsBeforeFailure
        let fitting = layouts.first { $0.0.count + $0.1.count < size.height }
        let (words, verdicts) = fitting ?? layouts[3]
        if fitting == nil, size.height < StepPage.lowHeight {
            self.text = words + [.blank] + layouts[1].1
            self.checks = []
            checksStart = words.count + 1
            return
        }
        self.text = words
        // Where room is short only the first check that fails says why.
        self.checks = Array(verdicts.prefix(max(0, size.height - min(3, size.height))))
        checksStart = nil
    }

    /// Below this height nothing stays beside a text that scrolls.
    static let lowHeight = 14

    /// Where in a text that scrolls to look first after a check: all checks, or in a window of a few
    /// rows the one that does not hold.
    var failureStart: Int? {
        checksStart.map { $0 + (saysPosition ? 0 : rowsBeforeFailure) }
    }

    /// Whether a row says how much is out of sight; where every row counts the words stay.
    private var saysPosition: Bool { size.height > 3 }

    /// Rows of text in sight at a time.
    private var room: Int {
        if checks.isEmpty {
            return text.count > size.height && saysPosition ? size.height - 1 : size.height
        }
        return max(0, size.height - checks.count - 1)
    }

    /// Rows of text that are out of sight: the greatest scroll.
    var overflow: Int {
        max(0, text.count - room)
    }

    /// Everything, at most as many rows as there is room.
    var rows: [Line] {
        let scroll = min(scene.model.labs.scroll, overflow)
        var rows = Array(text[scroll..<min(text.count, scroll + room)])
        if overflow > 0 {
            while rows.count < room { rows.append(.blank) }
            if saysPosition { rows.append(position(scroll)) }
        } else if !checks.isEmpty {
            rows.append(.blank)
        }
        return Array((rows + checks).prefix(size.height))
    }

    private func position(_ scroll: Int) -> Line {
        let below = overflow - scroll
        let words = scene.words.common
        var line = Line()
        if scroll > 0 { line = line.right(words.linesAbove(String(scroll)) + "  ", .dim) }
        if below > 0 { line = line.right(words.linesBelow(String(below)), .focus) }
        return line
    }
}

extension Model {
    private var stepPage: StepPage {
        StepPage(Scene(self), Layout(self).body.size)
    }

    /// How far the open step's text can be scrolled at this size.
    var stepOverflow: Int { stepPage.overflow }

    /// Where to scroll so that the checks are in sight.
    var scrollToChecks: Int {
        let page = stepPage
        return min(page.failureStart ?? page.overflow, page.overflow)
    }
}
