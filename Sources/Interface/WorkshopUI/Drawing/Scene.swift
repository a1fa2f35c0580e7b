import Canvas
import Wire

/// A model with what is needed to draw it: what every screen's rows are made with.
struct Scene {
    let model: Model
    let words: Catalogue
    /// Whether it has the keyboard; a companion at the side has not.
    var hasFocus = true

    init(_ model: Model) {
        self.model = model
        words = model.words
    }

    var glyphs: GlyphSet { model.settings.glyphs }
    var widths: DisplayWidth { model.settings.widths }

    func columns(_ text: String) -> Int {
        widths.columns(of: text)
    }

    /// Text padded or cut to a width.
    func fitted(_ text: String, _ width: Int, _ alignment: Alignment = .left) -> String {
        widths.fitted(text, to: width, alignment, ellipsis: glyphs.ellipsis)
    }

    /// Text broken into rows.
    func wrapped(
        _ text: String, _ width: Int, _ style: Style = .plain, indent: Int = 0
    ) -> [Line] {
        StyledWrap(width: width, indent: indent, widths: widths).lines(of: text, style)
    }

    func clock(_ milliseconds: Int64) -> String {
        Numbers.clock(milliseconds, secondsFromUTC: model.settings.secondsFromUTC)
    }

    /// An amount with the currency sign: `¥ 99.00`.
    func yuan(_ amount: Money) -> String {
        "\(glyphs.yuan) \(amount.grouped)"
    }

    /// `12 min`, from seconds.
    func duration(_ seconds: Double) -> String {
        let whole = max(0, Int(min(seconds, 1e9)))
        switch whole {
        case ..<120: return words.common.seconds(String(whole))
        case ..<7_200: return words.common.minutes(String(whole / 60))
        case ..<172_800: return words.common.hours(String(whole / 3_600))
        default: return words.common.days(String(whole / 86_400))
        }
    }

    /// `a moment ago`, `4 s ago`.
    func ago(_ time: Int64) -> String {
        let seconds = max(0, model.now - time) / 1_000
        return seconds < 2 ? words.common.justNow : words.common.secondsAgo(String(seconds))
    }

    /// Bold while a value has just changed.
    func style(_ field: Changes.Field, _ calm: Style = .plain) -> Style {
        model.live.changes.isFresh(field, at: model.now) ? Style(calm.role, [.bold]) : calm
    }

    /// A component's sign and its style; the sign says the same without colour.
    func sign(_ state: ComponentStatus.State) -> Span {
        switch state {
        case .ready: Span(glyphs.ready, .holds)
        case .starting, .stopping: Span(glyphs.starting, .underway)
        case .stopped: Span(glyphs.stopped, .dim)
        case .failed: Span(glyphs.failed, .broken)
        }
    }

    /// How old a source's values are, when they are older than they should be.
    func age(of source: Schedule.Source) -> String? {
        guard model.schedule.isStale(source, at: model.now),
            let age = model.schedule.age(of: source, at: model.now)
        else { return nil }
        return words.common.secondsOld(String(age / 1_000))
    }

    /// Rows of a list that fit a height with the selected one in sight.
    func window(_ lines: [Line], around selection: Int, height: Int) -> [Line] {
        guard lines.count > height, height > 0 else { return lines }
        let start = min(max(0, selection - height / 2), lines.count - height)
        return Array(lines[start..<(start + height)])
    }

    /// The sign before a row of a list.
    func marker(_ isSelected: Bool) -> Span {
        Span(isSelected ? glyphs.selected + " " : "  ", isSelected ? .focus : .plain)
    }
}
