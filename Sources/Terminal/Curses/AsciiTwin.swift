/// Plain signs for characters that this terminal's library counts otherwise than we do.
enum AsciiTwin {
    private static let twins: [Unicode.Scalar: Unicode.Scalar] = [
        "“": "\"", "”": "\"", "‘": "'", "’": "'", "…": ".", "—": "-", "–": "-", "─": "-",
        "│": "|", "┆": ":", "×": "x", "·": ".", "→": ">", "←": "<", "↑": "^", "↓": "v",
        "●": "*", "○": "o", "◐": "~", "✓": "v", "✗": "x", "▸": ">", "¥": "Y", "°": "o",
        "█": "#", "░": ".", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "├": "+", "┤": "+",
    ]

    /// The sign that stands for `scalar`; `?` when there is none.
    static func of(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        twins[scalar] ?? "?"
    }
}
