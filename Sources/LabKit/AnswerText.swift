import Wire

/// What people type when they answer, brought to one form.
enum AnswerText {
    /// Without case, spaces around it, quotes and a final stop; full width letters and digits, which
    /// Chinese input methods make, become plain ones.
    static func plain(_ text: String) -> String {
        let narrow = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
                    case 0x3000: " "
                    default: scalar
                    }
                }))
        let words = narrow.lowercased().split(separator: " ").joined(separator: " ")
        return words.trimmed(where: marks.contains)
    }

    private static let marks: Set<Character> = [
        "\"", "'", "`", "“", "”", "‘", "’", ".", "。", "!", "?", "「", "」",
    ]
}
