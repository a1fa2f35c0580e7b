import Foundation

/// Text of the components, such as the titles of books, for a terminal that shows ASCII only.
enum Readable {
    /// Chinese in pinyin, accents left out; other signs as their nearest in ASCII.
    static func ascii(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        let transform = StringTransform("Any-Latin; Latin-ASCII")
        return spaced(text).applyingTransform(transform, reverse: false) ?? text
    }

    /// A blank where Chinese meets Latin letters: pinyin would run into them.
    private static func spaced(_ text: String) -> String {
        var result = ""
        var last: Character?
        for character in text {
            if let last, isWord(last), isWord(character), last.isASCII != character.isASCII {
                result.append(" ")
            }
            result.append(character)
            last = character
        }
        return result
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }
}
