import CNcurses
import CTerminal
import Canvas

/// The curses side of a terminal: one object on one thread, which alone calls curses.
///
/// Its virtual screen is a second line of thrift only: it is given nothing but the cells that
/// changed.
final class CursesScreen {
    private let screen: OpaquePointer
    private let window: UnsafeMutablePointer<WINDOW>
    private let descriptor: Int32
    private let palette: Palette
    private let widths: DisplayWidth
    let speech: TerminalSpeech
    private let isASCIIOnly: Bool
    private var usesMouse = false
    private var shown: Frame?
    private var scalars: [UInt32] = []

    /// Takes over a screen that `newterm` has made on this thread or before it started.
    init(
        screen: OpaquePointer, window: UnsafeMutablePointer<WINDOW>, descriptor: Int32,
        options: TerminalOptions, speech: TerminalSpeech
    ) {
        self.screen = screen
        self.window = window
        self.descriptor = descriptor
        self.speech = speech
        widths = options.widths
        isASCIIOnly = options.isASCIIOnly
        palette = Palette(colours: Self.startColours(options.colour))
        raw()
        noecho()
        nonl()
        typeahead(-1)
        leaveok(window, true)
        curs_set(0)
        keypad(window, true)
        for role in Role.allCases {
            guard let foreground = palette.look(of: role).foreground else { continue }
            init_pair(Int16(role.rawValue), Int16(foreground), -1)
        }
    }

    /// The colours that may be used; when there are none, curses is not even asked for them and
    /// writes no colour sequence at all.
    private static func startColours(_ wish: TerminalOptions.Colour) -> Int {
        guard wish != .never, has_colors() else { return 0 }
        start_color()
        use_default_colors()
        return Int(nc_colors())
    }

    /// The size that curses draws at.
    var size: Size {
        Size(width: Int(nc_columns()), height: Int(nc_lines()))
    }

    /// What turns on at every return to the screen: paste marks, and the mouse when it is used. The
    /// modes of now are ours from here on.
    func announce() {
        write(speech.pasteOn)
        if usesMouse { write(speech.mouseOn) }
        terminal_is_up()
    }

    /// Turns the mouse on or off.
    func useMouse(_ isOn: Bool, isUp: Bool) {
        guard isOn != usesMouse else { return }
        usesMouse = isOn
        if isUp { write(isOn ? speech.mouseOn : speech.mouseOff) }
    }

    /// Writes what differs from the frame shown last.
    func show(_ frame: Frame) {
        let diff = FrameDiff(from: shown, to: frame)
        if diff.isEmpty { return }
        if diff.isWhole { werase(window) }
        let size = size
        for part in Self.parts(of: diff) {
            for run in part where run.start.y < size.height { paint(run, columns: size.width) }
            wnoutrefresh(window)
            doupdate()
        }
        shown = frame
    }

    /// What is written at once: every other line first.
    ///
    /// Curses would find that lines moved and have the terminal scroll them, which moves the pane
    /// beside them, too, and goes wrong where a terminal cannot; `idlok` does not forbid it. It
    /// takes only three neighbours or more for moved (ncurses, hashmap.c).
    private static func parts(of diff: FrameDiff) -> [[FrameDiff.Run]] {
        let lines = Set(diff.runs.map(\.start.y))
        guard !diff.isWhole, lines.count > 2 else { return [diff.runs] }
        return [
            diff.runs.filter { $0.start.y.isMultiple(of: 2) },
            diff.runs.filter { !$0.start.y.isMultiple(of: 2) },
        ]
    }

    /// Draws the frame shown last anew, whatever the terminal shows now.
    func repaint() {
        clearok(window, true)
        wnoutrefresh(window)
        doupdate()
    }

    /// Asks the terminal for its size, which curses may have noticed before us.
    func fitToTerminal() -> Size {
        var columns: Int32 = 0
        var rows: Int32 = 0
        if terminal_size(descriptor, &columns, &rows) == 0,
            columns != nc_columns() || rows != nc_lines()
        {
            resizeterm(rows, columns)
            clearok(window, true)
            shown = nil
        }
        return size
    }

    /// Leaves the screen to the shell or to another program.
    func leave() {
        write(speech.off)
        endwin()
    }

    /// Says a line on the screen that was left.
    func say(_ line: String) {
        write(line)
    }

    /// Takes the screen back after `leave`, or after somebody else changed the terminal.
    func enter() {
        reset_prog_mode()
        announce()
        repaint()
    }

    /// Leaves for good.
    func close() {
        leave()
        delscreen(screen)
    }

    /// Puts text on the clipboard of the terminal, which may be on another machine (xterm's OSC 52).
    func copy(_ text: String) {
        write(speech.copying(text))
    }

    private func write(_ text: String) {
        if text.isEmpty { return }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                terminal_write(descriptor, characters.baseAddress, characters.count)
            }
        }
    }

    /// Paints the cells of a run, style by style; what lies beyond the edge is left out.
    private func paint(_ run: FrameDiff.Run, columns: Int) {
        var x = run.start.x
        var start = x
        var style = Style.plain
        scalars.removeAll(keepingCapacity: true)
        for cell in run.cells {
            if cell.isContinuation { continue }
            let width = Int(cell.width)
            if x + width > columns { break }
            if cell.style != style {
                flush(at: start, run.start.y, style)
                start = x
                style = cell.style
            }
            append(cell.glyph, width: width)
            x += width
        }
        flush(at: start, run.start.y, style)
    }

    private func flush(at x: Int, _ y: Int, _ style: Style) {
        guard !scalars.isEmpty else { return }
        let look = palette.look(of: style.role)
        let pair = look.foreground == nil ? 0 : Int32(style.role.rawValue)
        nc_attributes(window, Self.bits(look.attributes.union(style.attributes)), pair)
        nc_put(window, Int32(y), Int32(x), scalars, Int32(scalars.count))
        scalars.removeAll(keepingCapacity: true)
    }

    /// Appends what curses will count as just as many columns as we do; a glyph about which the
    /// two disagree is drawn as its ASCII twin, for a plain sign is better than a shifted line.
    private func append(_ glyph: Glyph, width: Int) {
        guard let base = glyph.base else { return }
        if base.isASCII || (!isASCIIOnly && Int(nc_wcwidth(base.value)) == width) {
            scalars.append(base.value)
            for mark in glyph.marks where nc_wcwidth(mark.value) == 0 { scalars.append(mark.value) }
        } else {
            scalars.append(AsciiTwin.of(base).value)
            if width == 2 { scalars.append(0x20) }
        }
    }

    private static func bits(_ attributes: Style.Attributes) -> attr_t {
        var bits = NC_NORMAL
        if attributes.contains(.bold) { bits |= NC_BOLD }
        if attributes.contains(.faint) { bits |= NC_DIM }
        if attributes.contains(.reverse) { bits |= NC_REVERSE }
        if attributes.contains(.underline) { bits |= NC_UNDERLINE }
        return bits
    }
}
