import Canvas
import LabKit

/// Keys to press and screens to save, in place of a person: what `--script` reads.
///
/// One instruction a line; empty lines and lines that begin with `#` are passed over.
///
///     press 2 Down Enter      keys by name: a character, or a name of `KeyScript`
///     type kill account       a key for each character
///     paste buy 00001         text as one paste
///     size 120 36             the terminal takes another size
///     wait 3/3 ready       until the screen shows the text, half a minute at most
///     save-screen shop.txt    what is shown, as text; `-` is standard output
///     quit                    as Ctrl-C; the end of the script does it too
///
/// After each instruction the program is idle before the next one: every key has been dealt with,
/// nothing that it asked for is under way, and what changed is shown.
public struct Script: Equatable, Sendable {
    /// What a line says.
    public enum Instruction: Equatable, Sendable {
        /// Press keys, one after the other.
        case press([Key])
        /// Take another size.
        case size(Size)
        /// Wait until the screen shows a text.
        case wait(String)
        /// Save what is shown.
        case save(String)
        /// End.
        case quit
    }

    /// A line that says something.
    public struct Line: Equatable, Sendable {
        /// Counted from 1.
        public let number: Int
        /// What it says.
        public let instruction: Instruction
    }

    /// A line that says nothing we know.
    public struct Fault: Error, Equatable, Sendable {
        /// Counted from 1.
        public let line: Int
        /// What is wrong with it.
        public let text: LocalizedText
    }

    /// The lines, in order.
    public let lines: [Line]

    /// Reads a script; stops at the first line that it does not understand.
    public init(_ text: String) throws(Fault) {
        var lines: [Line] = []
        let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, row) in rows.enumerated() {
            let row = row.drop(while: \.isWhitespace)
            if row.isEmpty || row.hasPrefix("#") { continue }
            let word = row.prefix { !$0.isWhitespace }
            let rest = row.dropFirst(word.count).dropFirst()
            let instruction = try Self.instruction(String(word), String(rest), line: index + 1)
            lines.append(Line(number: index + 1, instruction: instruction))
        }
        self.lines = lines
    }

    private static func instruction(
        _ word: String, _ rest: String, line: Int
    ) throws(Fault) -> Instruction {
        switch word {
        case "press": return .press(try keys(rest, line: line))
        case "type": return .press(rest.map { .character($0) })
        case "paste": return .press([.paste(rest)])
        case "size":
            let numbers = rest.split(separator: " ").compactMap { Int($0) }
            guard numbers.count == 2, numbers.allSatisfy({ (1...500).contains($0) }) else {
                throw Fault(
                    line: line,
                    text: LocalizedText(
                        chinese: "写法：size 列数 行数，都在 1 到 500 之间",
                        english: "it is written: size COLUMNS ROWS, each from 1 to 500"))
            }
            return .size(Size(width: numbers[0], height: numbers[1]))
        case "wait" where !rest.isEmpty: return .wait(rest)
        case "save-screen" where !rest.isEmpty: return .save(rest)
        case "quit" where rest.isEmpty: return .quit
        default:
            let known = "press, type, paste, size, wait TEXT, save-screen FILE, quit"
            throw Fault(
                line: line,
                text: LocalizedText(
                    chinese: "看不懂“\(word)”；可以写的有：\(known)",
                    english: "\"\(word)\" is not understood; there are: \(known)"))
        }
    }

    private static func keys(_ text: String, line: Int) throws(Fault) -> [Key] {
        var keys: [Key] = []
        for name in text.split(separator: " ") {
            guard let key = KeyScript.key(String(name)) else {
                throw Fault(
                    line: line,
                    text: LocalizedText(
                        chinese: "没有名为“\(name)”的键；有名字的键是：\(KeyScript.known)",
                        english: "there is no key \"\(name)\"; the named ones are: "
                            + KeyScript.known))
            }
            keys.append(key)
        }
        return keys
    }
}
