import TestSupport
import Testing

@Suite struct PseudoTerminalTests {
    @Test func `a program on a pseudo-terminal is seen, typed at and waited for`() async throws {
        let terminal = try PseudoTerminal(
            "/bin/sh",
            ["-c", "printf 'name? '; read name; printf '\\033[3;5H书%s!' \"$name\"; exit 7"],
            environment: [:])
        try await terminal.waitFor("name?")
        terminal.send("店\n")
        #expect(try await terminal.waitForEnd() == .exited(7))
        let screen = try await terminal.waitFor("书店!")
        #expect(screen.rows[2] == "    书店!")
        #expect(terminal.areModesRestored)
    }

    @Test func `sequences cut anywhere give the same screen`() {
        let text = "\u{1B}[?1049h\u{1B}[2;3Hab\u{1B}[1K\u{1B}[3;1H书店\u{1B}[3;3H\u{1B}[K\u{1B}[5bz"
        var whole = ScreenEmulator(columns: 10, rows: 4)
        whole.feed(Array(text.utf8))
        for cut in 1..<text.utf8.count {
            var parts = ScreenEmulator(columns: 10, rows: 4)
            parts.feed(Array(text.utf8.prefix(cut)))
            parts.feed(Array(text.utf8.dropFirst(cut)))
            #expect(parts.rows == whole.rows)
        }
        #expect(whole.isAlternate)
    }

    @Test func `whatever is written for whatever size, the screen stays whole`() {
        let seed = Seeds.next("sequences for another size")
        var random = SeededRandom(seed: seed)
        let finals = Array("ABCDGdHJKrXPLMSTb@".unicodeScalars)
        var screen = ScreenEmulator(columns: 10, rows: 4)
        for _ in 0..<4_000 * Seeds.rounds {
            let numbers = [0, 1, 2, 5, 24, 80, 9_999_999_999].shuffled(using: &random)
            switch UInt8.random(in: 0..<8, using: &random) {
            case 0:
                let columns = Int.random(in: 1..<12, using: &random)
                screen.resize(columns: columns, rows: Int.random(in: 1..<8, using: &random))
            case 1: screen.feed(Array("店x\n".utf8))
            case 2: screen.feed([UInt8.random(in: 0x20...255, using: &random)])
            case 3:
                screen.feed(
                    Array(["\u{1B}7", "\u{1B}8", "\u{1B}M"].randomElement(using: &random)!.utf8))
            default:
                let final = finals.randomElement(using: &random)!
                screen.feed(Array("\u{1B}[\(numbers[0]);\(numbers[1])\(final)".utf8))
            }
            #expect(screen.rows.count == screen.rowCount)
            #expect(screen.rows.allSatisfy { $0.count <= screen.columns })
        }
    }
}
