/// What a terminal shows after the bytes a program wrote: enough of an xterm for ncurses.
///
/// Source of the sequences: ECMA-48 and ctlseqs of xterm, those that terminfo's xterm-256color uses.
/// Colours and attributes are not kept; characters, positions and modes are.
public struct ScreenEmulator: Sendable {
    /// Columns of the screen.
    public private(set) var columns: Int
    /// Rows of the screen.
    public private(set) var rowCount: Int
    /// Whether the alternate screen is up.
    public private(set) var isAlternate = false
    /// Whether the cursor is shown.
    public private(set) var isCursorShown = true
    /// Private modes that are on, such as 2004 (bracketed paste) or 1006 (mouse).
    public private(set) var modes: Set<Int> = []
    /// The text copied by OSC 52, base64 as it came.
    public private(set) var clipboard: String?

    /// A cell; the second half of a wide character is empty.
    private var cells: [[Character?]]
    private var row = 0
    private var column = 0
    private var top = 0
    private var bottom: Int
    private var saved = (row: 0, column: 0)
    private var last: Character = " "
    private var pending: [UInt8] = []

    /// What a greater number in a sequence counts as: far beyond any screen.
    private static let largestNumber = 65_535

    /// An empty screen.
    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rowCount = rows
        self.bottom = rows - 1
        self.cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    }

    /// The rows as text, trailing spaces cut.
    public var rows: [String] {
        cells.map { row in
            var text = String(row.compactMap { $0 })
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    /// All rows as one text.
    public var text: String { rows.joined(separator: "\n") }

    /// The terminal takes another size; what fits stays.
    public mutating func resize(columns: Int, rows: Int) {
        cells = (0..<rows).map { row in
            (0..<columns).map { column in
                row < self.rowCount && column < self.columns ? cells[row][column] : " "
            }
        }
        self.columns = columns
        self.rowCount = rows
        (top, bottom) = (0, rows - 1)
        row = min(row, rows - 1)
        column = min(column, columns - 1)
        saved = (min(saved.row, rows - 1), min(saved.column, columns - 1))
    }

    /// Takes bytes as they come; a sequence cut in two goes on with the next bytes. What was written
    /// for another size, as bytes on their way during a resize are, is cut to this one.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        pending.append(contentsOf: bytes)
        var index = 0
        while index < pending.count {
            let used = step(pending[index...])
            if used == 0 { break }
            index += used
        }
        pending.removeFirst(index)
    }

    /// Carries out what the bytes begin with, and answers how many it took; 0 when more must come.
    private mutating func step(_ bytes: ArraySlice<UInt8>) -> Int {
        let first = bytes[bytes.startIndex]
        switch first {
        case 0x1B: return escape(bytes)
        case 0x0A, 0x0B, 0x0C: lineFeed()
        case 0x0D: column = 0
        case 0x08: column = max(0, column - 1)
        case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
        case 0..<0x20: break
        default: return character(bytes)
        }
        return 1
    }

    private mutating func character(_ bytes: ArraySlice<UInt8>) -> Int {
        let first = bytes[bytes.startIndex]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard bytes.count >= length else { return 0 }
        let text = String(decoding: bytes.prefix(length), as: UTF8.self)
        for character in text { put(character) }
        return length
    }

    private mutating func put(_ character: Character) {
        let width = min(columns, Self.width(of: character))
        if width == 0 { return }
        if column + width > columns {
            column = 0
            lineFeed()
        }
        cells[row][column] = character
        if width == 2 { cells[row][column + 1] = nil }
        column += width
        last = character
        if column == columns { column = columns - 1 }
    }

    /// Two columns for East Asian wide characters, one for the rest.
    private static func width(of character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first?.value else { return 0 }
        switch scalar {
        case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    private mutating func lineFeed() {
        if row == bottom { scrollUp(1) } else { row = min(rowCount - 1, row + 1) }
    }

    private mutating func scrollUp(_ count: Int) {
        for _ in 0..<count {
            cells.remove(at: top)
            cells.insert(Array(repeating: " ", count: columns), at: bottom)
        }
    }

    private mutating func scrollDown(_ count: Int) {
        for _ in 0..<count {
            cells.remove(at: bottom)
            cells.insert(Array(repeating: " ", count: columns), at: top)
        }
    }

    // MARK: Escape sequences

    private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int {
        guard bytes.count >= 2 else { return 0 }
        switch bytes[bytes.startIndex + 1] {
        case UInt8(ascii: "["): return control(bytes)
        case UInt8(ascii: "]"): return command(bytes)
        case UInt8(ascii: "("), UInt8(ascii: ")"): return bytes.count >= 3 ? 3 : 0
        case UInt8(ascii: "7"): saved = (row, column)
        case UInt8(ascii: "8"): (row, column) = saved
        case UInt8(ascii: "M"): if row == top { scrollDown(1) } else { row = max(0, row - 1) }
        default: break
        }
        return 2
    }

    /// OSC: ends with BEL or ESC backslash.
    private mutating func command(_ bytes: ArraySlice<UInt8>) -> Int {
        guard let end = bytes.firstIndex(where: { $0 == 7 || $0 == 0x5C }) else { return 0 }
        let text = String(decoding: bytes[(bytes.startIndex + 2)..<end], as: UTF8.self)
        if text.hasPrefix("52;c;") {
            clipboard = String(text.dropFirst(5).prefix { $0 != "\u{1B}" })
        }
        return end - bytes.startIndex + 1
    }

    /// CSI: parameters, then a final byte.
    private mutating func control(_ bytes: ArraySlice<UInt8>) -> Int {
        let body = bytes.dropFirst(2)
        guard let end = body.firstIndex(where: { (0x40...0x7E).contains($0) }) else { return 0 }
        let text = String(decoding: body[..<end], as: UTF8.self)
        let isPrivate = text.hasPrefix("?")
        let numbers = text.drop { "?>=!".contains($0) }.split(
            whereSeparator: { $0 == ";" || $0 == ":" }
        ).map { min(Int($0) ?? 0, Self.largestNumber) }
        let final = Character(UnicodeScalar(bytes[end]))
        if isPrivate {
            for mode in numbers { set(mode, to: final == "h") }
        } else if !text.hasPrefix(">"), !text.hasPrefix("!") {
            carryOut(final, numbers)
        }
        return end - bytes.startIndex + 1
    }

    private mutating func set(_ mode: Int, to isOn: Bool) {
        switch mode {
        case 25: isCursorShown = isOn
        case 1049:
            isAlternate = isOn
            erase(rows: 0..<rowCount)
        default: break
        }
        if isOn { modes.insert(mode) } else { modes.remove(mode) }
    }

    private mutating func carryOut(_ final: Character, _ numbers: [Int]) {
        let count = max(1, numbers.first ?? 1)
        switch final {
        case "A": row = max(0, row - count)
        case "B", "e": row = min(rowCount - 1, row + count)
        case "C", "a": column = min(columns - 1, column + count)
        case "D": column = max(0, column - count)
        case "G", "`": column = min(columns - 1, count - 1)
        case "d": row = min(rowCount - 1, count - 1)
        case "H", "f":
            row = min(rowCount - 1, count - 1)
            column = min(columns - 1, max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
        case "J": eraseDisplay(numbers.first ?? 0)
        case "K": eraseLine(numbers.first ?? 0)
        case "r":
            let end = min(rowCount, numbers.count > 1 ? numbers[1] : rowCount)
            guard count < end else { break }
            (top, bottom) = (count - 1, end - 1)
            (row, column) = (0, 0)
        default: edit(final, count)
        }
    }

    private mutating func edit(_ final: Character, _ count: Int) {
        switch final {
        case "X":
            for index in column..<min(columns, column + count) { cells[row][index] = " " }
        case "@":
            for _ in 0..<min(count, columns) { cells[row].insert(" ", at: column) }
            cells[row].removeLast(cells[row].count - columns)
        case "P":
            for _ in 0..<min(count, columns - column) {
                cells[row].remove(at: column)
                cells[row].append(" ")
            }
        case "L", "M":
            guard row <= bottom else { break }
            let oldTop = top
            top = row
            if final == "L" { scrollDown(count) } else { scrollUp(count) }
            top = oldTop
        case "S": scrollUp(count)
        case "T": scrollDown(count)
        case "b": for _ in 0..<count { put(last) }
        default: break
        }
    }

    private mutating func eraseDisplay(_ kind: Int) {
        switch kind {
        case 0:
            eraseLine(0)
            erase(rows: min(row + 1, rowCount)..<rowCount)
        case 1:
            eraseLine(1)
            erase(rows: 0..<row)
        default: erase(rows: 0..<rowCount)
        }
    }

    private mutating func eraseLine(_ kind: Int) {
        let range =
            switch kind {
            case 0: column..<columns
            case 1: 0..<(column + 1)
            default: 0..<columns
            }
        for index in range { cells[row][index] = " " }
    }

    private mutating func erase(rows: Range<Int>) {
        for row in rows { cells[row] = Array(repeating: " ", count: columns) }
    }
}
