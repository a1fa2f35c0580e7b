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
}
