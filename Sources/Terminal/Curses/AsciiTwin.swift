import Canvas

/// Plain signs for characters that this terminal's library counts otherwise than we do.
public enum AsciiTwin {
    private static let twins: [Unicode.Scalar: Unicode.Scalar] = [
        "“": "\"", "”": "\"", "‘": "'", "’": "'", "…": ".", "—": "-", "–": "-", "─": "-",
        "│": "|", "┆": ":", "┄": "-", "×": "x", "·": ".", "→": ">", "←": "<", "↑": "^", "↓": "v",
        "●": "*", "○": "o", "◐": "~", "✓": "v", "✗": "x", "▸": ">", "¥": "Y", "°": "o", "µ": "u",
        "█": "#", "░": ".", "‹": "<", "›": ">", "，": ",", "。": ".", "：": ":", "；": ";",
        "（": "(", "）": ")", "、": ",", "！": "!", "？": "?", "《": "<", "》": ">", "「": "<",
        "」": ">", "•": "*", "≥": ">", "≤": "<", "┬": "+", "┴": "+", "┼": "+",
        "╭": "+", "╮": "+", "╰": "+", "╯": "+", "├": "+", "┤": "+",
    ]

    /// The text as a terminal shows it that has nothing but ASCII; wide characters stay two wide.
    public static func text(_ text: String, _ widths: DisplayWidth = .standard) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var result = ""
        for character in text {
            guard let scalar = character.unicodeScalars.first else { continue }
            result.unicodeScalars.append(scalar.isASCII ? scalar : of(scalar))
            if widths.columns(of: String(character)) == 2 { result.append(" ") }
        }
        return result
    }

    /// The sign that stands for `scalar`; an underline when there is none, for a row of question
    /// marks looks like a fault.
    static func of(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        twins[scalar] ?? "_"
    }
}
