/// Digits five rows high, for numbers that are read from afar.
enum BigDigits {
    /// Rows of a sign.
    static let height = 5

    /// Three columns a sign, `#` where it is dark; a sign that is not here is blank.
    private static let shapes: [Character: [String]] = [
        "0": ["###", "# #", "# #", "# #", "###"],
        "1": [" # ", "## ", " # ", " # ", "###"],
        "2": ["###", "  #", "###", "#  ", "###"],
        "3": ["###", "  #", "###", "  #", "###"],
        "4": ["# #", "# #", "###", "  #", "  #"],
        "5": ["###", "#  ", "###", "  #", "###"],
        "6": ["###", "#  ", "###", "# #", "###"],
        "7": ["###", "  #", "  #", "  #", "  #"],
        "8": ["###", "# #", "###", "# #", "###"],
        "9": ["###", "# #", "###", "  #", "###"],
        "-": ["   ", "   ", "###", "   ", "   "],
        "¥": ["# #", "###", " # ", "###", " # "],
        ",": [" ", " ", " ", "#", "#"],
        ".": [" ", " ", " ", " ", "#"],
        " ": [" ", " ", " ", " ", " "],
    ]

    /// The rows of a text, drawn with a sign for what is dark.
    static func rows(of text: String, dark: String) -> [String] {
        (0..<height).map { row in
            text.map { character in
                let shape = shapes[character] ?? shapes[" "] ?? []
                return shape[row].map { $0 == "#" ? dark : " " }.joined()
            }.joined(separator: " ")
        }
    }
}
