import Canvas

/// Turns the bytes of a terminal into keys.
///
/// Curses could do this, but not tell a paste or Alt apart, and not without waiting inside itself;
/// as a value it is tested byte by byte. It knows what xterm, screen, tmux, rxvt, the Linux console
/// and vt100 send, in both cursor modes (ECMA-48 control sequences; xterm's ctlseqs for modifiers
/// and bracketed paste). Sequences it does not know are swallowed whole. It keeps at most 64 bytes
/// of a sequence and 64 KiB of a paste; of longer ones the rest is dropped.
public struct KeyDecoder: Sendable {
    /// Bytes of a paste that are kept.
    public static let pasteLimit = 64 << 10
    private static let sequenceLimit = 64

    private var bytes: [UInt8] = []
    private var paste: [UInt8]?

    /// A decoder at the start of a terminal's input.
    public init() {}

    /// Whether the beginning of something is here: when nothing follows for 25 ms, `flush`.
    public var isWaiting: Bool { paste == nil && !bytes.isEmpty }

    /// The keys that are complete with these bytes, in order.
    public mutating func feed(_ more: some Sequence<UInt8>) -> [Key] {
        bytes.append(contentsOf: more)
        var keys: [Key] = []
        var index = 0
        while index < bytes.count {
            if paste != nil {
                guard let key = takePaste(&index) else { break }
                keys.append(key)
                continue
            }
            switch step(at: index) {
            case .key(let key, let count):
                keys.append(key)
                index += count
            case .nothing(let count): index += count
            case .pasteBegins(let count):
                paste = []
                index += count
            case .wait:
                bytes.removeFirst(index)
                return keys
            }
        }
        bytes.removeFirst(min(index, bytes.count))
        return keys
    }

    /// Nothing followed: a lone Escape is the key, an unfinished sequence is dropped.
    public mutating func flush() -> [Key] {
        guard isWaiting else { return [] }
        let waiting = bytes
        bytes = []
        if waiting == [0x1B] { return [.escape] }
        if waiting == [0x1B, 0x5B] { return [.alt("[")] }
        if waiting == [0x1B, 0x4F] { return [.alt("O")] }
        return []
    }

    private enum Step {
        case key(Key, Int)
        case nothing(Int)
        case pasteBegins(Int)
        case wait
    }

    private func step(at index: Int) -> Step {
        guard bytes[index] == 0x1B else { return plain(at: index) }
        guard index + 1 < bytes.count else { return .wait }
        switch bytes[index + 1] {
        case 0x5B: return controlSequence(at: index)
        case 0x4F: return singleShift(at: index)
        case 0x1B: return .key(.escape, 1)
        default:
            switch plain(at: index + 1) {
            case .key(.character(let character), let count):
                return .key(.alt(character), count + 1)
            case .key(let key, let count): return .key(key, count + 1)
            case let other: return other
            }
        }
    }

    /// A byte of ASCII, or a character in UTF-8.
    private func plain(at index: Int) -> Step {
        let byte = bytes[index]
        switch byte {
        case 0x0A, 0x0D: return .key(.enter, 1)
        case 0x09: return .key(.tab, 1)
        case 0x08, 0x7F: return .key(.backspace, 1)
        case 0x00...0x1F:
            return .key(.control(Self.letter(ofControl: byte)), 1)
        case 0x20..<0x7F: return .key(.character(Character(Unicode.Scalar(byte))), 1)
        default: return encoded(at: index)
        }
    }

    /// `a` for 1: the key pressed with Ctrl.
    private static func letter(ofControl byte: UInt8) -> Character {
        let base: UInt8 = byte >= 1 && byte <= 26 ? 0x60 : 0x40
        return Character(Unicode.Scalar(byte + base))
    }

    private func encoded(at index: Int) -> Step {
        let count =
            switch bytes[index] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        let end = min(index + count, bytes.count)
        let tail = bytes[(index + 1)..<end]
        guard count > 1, tail.allSatisfy({ $0 & 0xC0 == 0x80 }) else {
            return .key(.character("\u{FFFD}"), 1)
        }
        guard tail.count == count - 1 else { return .wait }
        let text = String(decoding: bytes[index..<end], as: UTF8.self)
        // C1 control characters are commands of old terminals, never text.
        if count == 2, bytes[index] == 0xC2, bytes[index + 1] < 0xA0 { return .nothing(2) }
        return .key(.character(text.first ?? "\u{FFFD}"), count)
    }

    /// `ESC O`, one letter; some terminals put a modifier digit between.
    private func singleShift(at index: Int) -> Step {
        var place = index + 2
        if place < bytes.count, bytes[place] >= 0x31, bytes[place] <= 0x38 { place += 1 }
        guard place < bytes.count else { return .wait }
        let count = place - index + 1
        // `ESC O M` is Enter on the number pad.
        let key = bytes[place] == 0x4D ? .enter : KeyNames.byLetter[bytes[place]]
        return key.map { .key($0, count) } ?? .nothing(count)
    }

    /// `ESC [`, parameters, a final byte.
    private func controlSequence(at index: Int) -> Step {
        var place = index + 2
        // The Linux console sends `ESC [ [ A` for F1.
        if place < bytes.count, bytes[place] == 0x5B {
            guard place + 1 < bytes.count else { return .wait }
            let key = KeyNames.byConsoleLetter[bytes[place + 1]]
            return key.map { .key($0, 4) } ?? .nothing(4)
        }
        while place < bytes.count, bytes[place] >= 0x20, bytes[place] < 0x40 { place += 1 }
        guard place < bytes.count else {
            return place - index > Self.sequenceLimit ? .nothing(place - index) : .wait
        }
        let count = place - index + 1
        let final = bytes[place]
        // Broken off by something that is no part of a sequence: what came before is dropped.
        guard final >= 0x40, final < 0x7F else { return .nothing(count - 1) }
        if final == 0x4D, place == index + 2 { return oldMouseReport(at: index) }
        if bytes[index + 2] == 0x3C, final == 0x4D || final == 0x6D {
            return mouseReport(bytes[(index + 3)..<place], isPress: final == 0x4D, count)
        }
        // Answers and reports, not keys.
        if (0x3C...0x3F).contains(bytes[index + 2]) { return .nothing(count) }
        if final == 0x7E {
            let number = Self.number(bytes[(index + 2)..<place])
            if number == 200 { return .pasteBegins(count) }
            return KeyNames.byNumber[number].map { .key($0, count) } ?? .nothing(count)
        }
        return KeyNames.byLetter[final].map { .key($0, count) } ?? .nothing(count)
    }

    /// `ESC [ < button ; column ; row`, then `M` for a press and `m` for a release (mode 1006).
    private func mouseReport(
        _ parameters: ArraySlice<UInt8>, isPress: Bool, _ count: Int
    ) -> Step {
        let numbers = parameters.split(separator: 0x3B).map { Self.number($0) }
        guard isPress, numbers.count == 3,
            let key = Self.mouseKey(numbers[0], column: numbers[1], row: numbers[2])
        else { return .nothing(count) }
        return .key(key, count)
    }

    /// `ESC [ M` and three bytes, each 32 more than it says: from terminals without mode 1006. The
    /// bytes look like keys, and must never be taken for some.
    private func oldMouseReport(at index: Int) -> Step {
        guard index + 5 < bytes.count else { return .wait }
        let numbers = bytes[(index + 3)...(index + 5)].map { Int($0) - 32 }
        let key = Self.mouseKey(numbers[0], column: numbers[1], row: numbers[2])
        return key.map { .key($0, 6) } ?? .nothing(6)
    }

    /// What a button means; 4, 8 and 16 are Shift, Alt and Ctrl, 32 is a movement.
    private static func mouseKey(_ button: Int, column: Int, row: Int) -> Key? {
        switch button & ~0x1C {
        case 0 where column > 0 && row > 0: .click(Point(x: column - 1, y: row - 1))
        case 64: .wheelUp
        case 65: .wheelDown
        default: nil
        }
    }

    /// The first parameter; 0 when there is none, the modifiers after `;` are not looked at.
    private static func number(_ parameters: ArraySlice<UInt8>) -> Int {
        var number = 0
        for byte in parameters {
            guard byte >= 0x30, byte <= 0x39, number < 10_000 else { break }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }

    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// Moves bytes into the paste; the key once its end is here.
    private mutating func takePaste(_ index: inout Int) -> Key? {
        while index < bytes.count {
            if bytes[index] == 0x1B {
                let rest = bytes[index...].prefix(Self.pasteEnd.count)
                if rest.elementsEqual(Self.pasteEnd) {
                    index += Self.pasteEnd.count
                    let text = String(decoding: paste ?? [], as: UTF8.self)
                    paste = nil
                    return .paste(text)
                }
                if Self.pasteEnd.starts(with: rest) { return nil }
            }
            if let kept = paste?.count, kept < Self.pasteLimit { paste?.append(bytes[index]) }
            index += 1
        }
        return nil
    }
}

/// What the ends of sequences mean.
enum KeyNames {
    static let byLetter: [UInt8: Key] = [
        0x41: .up, 0x42: .down, 0x43: .right, 0x44: .left, 0x46: .end, 0x48: .home,
        0x50: .function(1), 0x51: .function(2), 0x52: .function(3), 0x53: .function(4),
        0x5A: .backTab,
    ]

    static let byConsoleLetter: [UInt8: Key] = [
        0x41: .function(1), 0x42: .function(2), 0x43: .function(3), 0x44: .function(4),
        0x45: .function(5),
    ]

    static let byNumber: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9),
        21: .function(10), 23: .function(11), 24: .function(12),
    ]
}
