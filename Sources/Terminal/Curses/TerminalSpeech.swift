/// What a terminal understands beyond its terminfo entry: paste marks, the mouse, the clipboard.
///
/// Every terminal that calls itself otherwise than the old ones understands xterm's sequences, or
/// passes them over (ctlseqs of xterm: modes 2004, 1000 and 1006, OSC 52).
struct TerminalSpeech: Hashable {
    /// Whether the terminal speaks as xterm does.
    let isXterm: Bool

    /// From the value of `TERM`.
    init(name: String) {
        isXterm = !(name == "linux" || name == "ansi" || name.hasPrefix("vt"))
    }

    /// Pasted text comes between marks.
    var pasteOn: String { isXterm ? "\u{1B}[?2004h" : "" }
    /// Clicks and the wheel are reported, by column and row.
    var mouseOn: String { isXterm ? "\u{1B}[?1000h\u{1B}[?1006h" : "" }
    /// They are not.
    var mouseOff: String { isXterm ? "\u{1B}[?1006l\u{1B}[?1000l" : "" }
    /// Everything off.
    var off: String { isXterm ? mouseOff + "\u{1B}[?2004l" : "" }

    /// Text for the terminal's clipboard; nothing where there is none.
    func copying(_ text: String) -> String {
        isXterm ? "\u{1B}]52;c;" + Base64.encode(text.utf8) + "\u{7}" : ""
    }
}
