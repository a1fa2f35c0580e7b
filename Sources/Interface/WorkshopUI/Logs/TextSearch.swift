/// Finds text without regard to upper and lower case.
enum TextSearch {
    /// Where `needle` occurs in `text`, left to right, not overlapping; nowhere when it is empty.
    static func ranges(of needle: String, in text: String) -> [Range<String.Index>] {
        let wanted = Array(needle.lowercased())
        guard let first = wanted.first else { return [] }
        var ranges: [Range<String.Index>] = []
        var index = text.startIndex
        while index < text.endIndex {
            if fold(text[index]) == first, let end = match(wanted, in: text, at: index) {
                ranges.append(index..<end)
                index = end
            } else {
                index = text.index(after: index)
            }
        }
        return ranges
    }

    private static func match(
        _ wanted: [Character], in text: String, at start: String.Index
    ) -> String.Index? {
        var index = start
        for character in wanted {
            guard index < text.endIndex, fold(text[index]) == character else { return nil }
            index = text.index(after: index)
        }
        return index
    }

    /// Folds case where that is one character; the rest stays as it is.
    private static func fold(_ character: Character) -> Character {
        let lower = character.lowercased()
        return lower.count == 1 ? lower.first ?? character : character
    }
}
