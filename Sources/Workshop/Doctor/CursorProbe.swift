import Glibc

/// Asks the terminal where its cursor is (DSR 6, ECMA-48), so that a text's width is measured and not
/// assumed.
struct CursorProbe {
    private var before = termios()

    /// How long a terminal may take to answer, in milliseconds.
    private static let patience: Int32 = 300

    /// Puts the terminal into raw mode; nil when there is none.
    init?() {
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
        var raw = before
        cfmakeraw(&raw)
        guard tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 else { return nil }
    }

    /// Back to the mode before.
    func restore() {
        var modes = before
        tcsetattr(STDIN_FILENO, TCSANOW, &modes)
    }

    /// How many columns a text takes; nil when the terminal does not tell. The line is cleared.
    func columns(of text: String) -> Int? {
        Output.text("\r\(text)\u{1B}[6n")
        let answer = answer()
        Output.text("\r\u{1B}[K")
        // ESC [ row ; column R
        guard let semicolon = answer.lastIndex(of: ";"),
            let column = Int(answer[answer.index(after: semicolon)...].prefix { $0.isNumber })
        else { return nil }
        return column - 1
    }

    private func answer() -> String {
        var bytes: [UInt8] = []
        while bytes.last != UInt8(ascii: "R"), bytes.count < 32 {
            var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Self.patience) == 1 else { break }
            var byte: UInt8 = 0
            guard read(STDIN_FILENO, &byte, 1) == 1 else { break }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
