import Foundation
import TestSupport
import Testing

/// The terminal as a person meets it, watched through a pseudo-terminal.
@Suite(.serialized) struct TerminalTests {
    @Test func `the first screen is whole and small`() async throws {
        let probe = try await Probe()
        let screen = try await probe.terminal.waitFor("╰──────────────────╯")
        #expect(screen.rows[0].hasPrefix("probe 80x24"))
        #expect(
            screen.rows[8] == "● underway 未来架构，“云”…" + String(repeating: " ", count: 34)
                + "│                  │")
        #expect(screen.isAlternate)
        #expect(!screen.isCursorShown)
        #expect(screen.modes.contains(2004))
        #expect(probe.terminal.bytesWritten < 4_000)
        try await leave(probe)
    }

    @Test func `keys arrive, and only what changed is written`() async throws {
        let probe = try await Probe()
        try await probe.terminal.waitFor("╰──────────────────╯")
        for (bytes, name) in [
            ("\u{1B}[A", "last up"), ("\u{1B}OB", "last down"), ("\u{1B}", "last escape"),
            ("\u{1B}x", "last alt(\"x\")"), ("书", "last character(\"书\")"),
            ("\u{3}", "last control(\"c\")"), ("\u{1B}[200~q\r\u{1B}[201~", "last paste(\"q\\r\")"),
        ] {
            let before = probe.terminal.bytesWritten
            probe.terminal.send(bytes)
            try await probe.terminal.waitFor(name)
            #expect(probe.terminal.bytesWritten - before < 300)
        }
        try await leave(probe)
    }

    @Test func `lines that moved are painted, their neighbours stay`() async throws {
        let probe = try await Probe()
        try await probe.terminal.waitFor("╰──────────────────╯")
        let before = probe.terminal.raw.count
        for key in 1...3 {
            probe.terminal.send("m")
            try await probe.terminal.waitFor("last character(\"m\")")
            probe.terminal.send("i")
            try await probe.terminal.waitFor("count \(key)")
        }
        let written = probe.terminal.raw.dropFirst(before)
        #expect(written.contains("underway"))
        #expect(try written.firstMatch(of: Regex("\u{1B}\\[[0-9;]*[rSTLM]")) == nil)
        try await leave(probe)
    }

    @Test func `a new size is drawn whole, down to a single cell`() async throws {
        let probe = try await Probe()
        probe.terminal.resize(columns: 132, rows: 43)
        let wide = try await probe.terminal.waitFor("probe 132x43")
        #expect(wide.rows[0].hasSuffix("╮"))
        var random = SeededRandom(seed: 3)
        for _ in 0..<100 {
            probe.terminal.resize(
                columns: .random(in: 1...300, using: &random),
                rows: .random(in: 1...100, using: &random))
        }
        probe.terminal.resize(columns: 1, rows: 1)
        probe.terminal.resize(columns: 60, rows: 20)
        try await probe.terminal.waitFor("probe 60x20")
        try await leave(probe)
    }

    @Test func `Ctrl-L draws everything anew`() async throws {
        let probe = try await Probe()
        try await probe.terminal.waitFor("╰──────────────────╯")
        let before = probe.terminal.bytesWritten
        probe.terminal.send("\u{C}")
        try await probe.terminal.waitFor("last control(\"l\")")
        #expect(probe.terminal.bytesWritten - before > 500)
        try await leave(probe)
    }

    @Test func `Ctrl-Z gives the terminal to the shell, and fg takes it back`() async throws {
        let shell = try PseudoTerminal(
            "/bin/bash", ["--norc", "--noprofile", "-i"],
            environment: ["LANG": "C.UTF-8", "PS1": "$ ", "PROBE_LOG": "/dev/null"])
        shell.send("\(Probe.path)\n")
        try await shell.waitFor("last none")
        shell.send("\u{1A}")
        let stopped = try await shell.waitFor("Stopped")
        #expect(stopped.text.contains("workshop is suspended; the components go on"))
        #expect(!stopped.isAlternate)
        #expect(stopped.isCursorShown)
        shell.send("stty -a | grep -o -- '-*icanon'\n")
        try await shell.waitFor("\nicanon")
        shell.send("fg\n")
        let back = try await shell.waitFor("last resumed")
        #expect(back.isAlternate)
        shell.send("q")
        try await shell.waitFor("closed")
        shell.send("exit\n")
        #expect(try await shell.waitForEnd() == .exited(0))
    }

    @Test func `in the background it leaves the terminal alone, until it is called back`()
        async throws
    {
        let shell = try PseudoTerminal(
            "/bin/bash", ["--norc", "--noprofile", "-i"],
            environment: ["LANG": "C.UTF-8", "PS1": "$ ", "PROBE_LOG": "/dev/null"])
        shell.send("\(Probe.path)\n")
        try await shell.waitFor("last none")
        for round in 1...2 {
            shell.send("\u{1A}")
            try await shell.waitFor("Stopped")
            shell.send("clear; bg; echo still''here\(round)\n")
            let alone = try await shell.waitFor("stillhere\(round)")
            #expect(!alone.isAlternate)
            shell.send("fg\n")
            try await shell.waitFor("last resumed")
        }
        shell.send("\u{1A}")
        try await shell.waitFor("Stopped")
        shell.send("bg; kill %1; wait %1; echo code=$?\n")
        let ended = try await shell.waitFor("code=143")
        #expect(!ended.isAlternate)
        #expect(ended.text.contains("suspended"))
        shell.send("exit\n")
        #expect(try await shell.waitForEnd() == .exited(0))
    }

    @Test func `killed under a shell, the line editor's own modes stay`() async throws {
        let shell = try PseudoTerminal(
            "/bin/bash", ["--norc", "--noprofile", "-i"],
            environment: ["LANG": "C.UTF-8", "PS1": "ready> ", "PROBE_LOG": "/dev/null"])
        for round in 1...3 {
            shell.send("\(Probe.path)\n")
            try await shell.waitFor("last none")
            kill(try #require(shell.children.first), SIGKILL)
            try await eventually("the shell's own screen") {
                shell.screen.isAlternate ? nil : true
            }
            // What a shell that was faster has said is on the screen that is gone: have it say more.
            shell.send("echo round''=\(round)\n")
            try await eventually("the shell's prompt") {
                let rest = shell.screen.text.components(separatedBy: "round=\(round)\n")
                return rest.count == 2 && rest[1].contains("ready>") ? true : nil
            }
        }
        // Echoed once, by the shell: not twice, as by a terminal that echoes too.
        shell.send("echo whole\n")
        let screen = try await shell.waitFor("\nwhole")
        #expect(screen.text.components(separatedBy: "echo whole").count == 2)
        shell.send("exit\n")
        #expect(try await shell.waitForEnd() == .exited(0))
    }

    @Test func `a program that hangs ends when asked again a second later`() async throws {
        let probe = try await Probe()
        probe.terminal.send("h")
        try await probe.terminal.waitFor("last hanging")
        let ending = try await eventually("the end of a hanging program") {
            probe.terminal.signal(SIGTERM)
            return try? await probe.terminal.waitForEnd(within: .milliseconds(50))
        }
        #expect(ending == .signaled(SIGTERM))
        try await expectRestored(probe)
    }

    @Test func `signs that the library counts otherwise are replaced by plain ones`() async throws {
        let probe = try await Probe(["WORKSHOP_AMBIGUOUS": "wide"])
        let screen = try await probe.terminal.waitFor("selected")
        #expect(screen.rows[4].hasPrefix("* plain 未来架构，\" 云\" . "))
        try await leave(probe)
    }

    @Test func `another program may use the terminal in between`() async throws {
        let probe = try await Probe()
        probe.terminal.send("e")
        let lent = try await probe.terminal.waitFor("lent")
        #expect(!lent.isAlternate)
        #expect(probe.terminal.areModesRestored)
        probe.terminal.send("answer\n")
        let back = try await probe.terminal.waitFor("last character(\"e\")")
        #expect(back.isAlternate)
        try await leave(probe)
    }

    @Test(arguments: [("未来架构 ab", "5pyq5p2l5p625p6EIGFi")])
    func `text gets to the terminal's clipboard`(text: String, encoded: String) async throws {
        let probe = try await Probe()
        probe.terminal.send("c")
        let screen = try await probe.terminal.waitFor("last character(\"c\")")
        #expect(screen.clipboard == encoded)
        #expect(Data(text.utf8).base64EncodedString() == encoded)
        try await leave(probe)
    }

    @Test func `standard error goes to the log while the screen is up`() async throws {
        try await withScratchFolder("terminal-log") { folder in
            let log = folder.file("log")
            let probe = try await Probe(log: log)
            probe.terminal.send("o")
            try await probe.terminal.waitFor("last character(\"o\")")
            #expect(try String(contentsOfFile: log, encoding: .utf8) == "to standard error\n")
            #expect(!probe.terminal.raw.contains("to standard error"))
            try await leave(probe)
        }
    }

    @Test(arguments: [
        (SIGTERM, PseudoTerminal.Ending.exited(143)), (SIGINT, .exited(130)),
        (SIGHUP, .exited(129)), (SIGQUIT, .signaled(SIGQUIT)), (SIGSEGV, .signaled(SIGSEGV)),
        (SIGKILL, .signaled(SIGKILL)), (SIGBUS, .signaled(SIGBUS)), (SIGFPE, .signaled(SIGFPE)),
        (SIGILL, .signaled(SIGILL)), (SIGTRAP, .signaled(SIGTRAP)), (SIGABRT, .signaled(SIGABRT)),
    ])
    func `the terminal is whole after a signal`(
        signal: Int32, ending: PseudoTerminal.Ending
    ) async throws {
        let probe = try await Probe()
        probe.terminal.signal(signal)
        #expect(try await probe.terminal.waitForEnd() == ending)
        try await expectRestored(probe)
    }

    @Test(arguments: [
        ("q", PseudoTerminal.Ending.exited(0)), ("x", .exited(3)), ("1", .signaled(SIGSEGV)),
        ("2", .signaled(SIGILL)), ("3", .signaled(SIGABRT)), ("4", .signaled(SIGILL)),
        ("5", .signaled(SIGSEGV)), ("6", .signaled(SIGILL)), ("7", .signaled(SIGSEGV)),
    ])
    func `the terminal is whole after the program ended or crashed`(
        key: String, ending: PseudoTerminal.Ending
    ) async throws {
        let probe = try await Probe()
        probe.terminal.send(key)
        let real = try await probe.terminal.waitForEnd()
        // A trap is SIGILL on x86-64 and SIGTRAP on aarch64.
        #expect(real == ending || (ending == .signaled(SIGILL) && real == .signaled(SIGTRAP)))
        try await expectRestored(probe)
    }

    @Test func `a program whose terminal has gone ends`() async throws {
        let probe = try await Probe()
        probe.terminal.hangUp()
        #expect(try await probe.terminal.waitForEnd() == .exited(129))
    }

    @Test(arguments: [
        "xterm-256color", "xterm", "screen-256color", "tmux-256color", "linux", "vt100",
    ])
    func `without colours not one is written, on any terminal`(name: String) async throws {
        let probe = try await Probe(["TERM": name, "NO_COLOR": "1"])
        let screen = try await probe.terminal.waitFor(
            name == "vt100" || name == "linux" ? "+--" : "╰──")
        #expect(screen.rows[7].contains("holds"))
        #expect(probe.terminal.colourCodes == 0)
        try await leave(probe)
    }

    @Test(arguments: [
        ("xterm-256color", true), ("screen-256color", true), ("tmux-256color", true),
        ("xterm", false), ("linux", false), ("screen", false), ("tmux", false),
    ])
    func `as many colours are used as there are`(name: String, isRich: Bool) async throws {
        let probe = try await Probe(["TERM": name])
        try await probe.terminal.waitFor("selected")
        #expect(probe.terminal.raw.contains("38;5;29m") == isRich)
        #expect(probe.terminal.colourCodes >= 4)
        try await leave(probe)
    }

    @Test func `a monochrome terminal gets bold, faint and reverse`() async throws {
        let probe = try await Probe(["TERM": "vt100"])
        try await probe.terminal.waitFor("selected")
        #expect(probe.terminal.colourCodes == 0)
        #expect(probe.terminal.raw.contains(/\u{1B}\[(0;)?1m/))
        #expect(probe.terminal.raw.contains(/\u{1B}\[(0;)?7m/))
        try await leave(probe)
    }

    @Test(arguments: ["zh_CN.UTF-8", "zh_CN.utf8", "en_US.UTF-8", ""])
    func `Chinese is drawn wherever the locale is UTF-8 or says nothing`(locale: String)
        async throws
    {
        let probe = try await Probe(["LANG": locale])
        let screen = try await probe.terminal.waitFor("╰──────────────────╯")
        #expect(screen.rows[4].hasPrefix("● plain 未来架构，“云”…"))
        try await leave(probe)
    }

    @Test func `a locale without UTF-8 gets ASCII only`() async throws {
        let probe = try await Probe(["LANG": "C"])
        let screen = try await probe.terminal.waitFor("+------------------+")
        #expect(screen.rows[4].hasPrefix("* plain _ _ _ _ , "))
        #expect(probe.terminal.raw.utf8.allSatisfy { $0 < 0x80 })
        try await leave(probe)
    }

    @Test(arguments: ["vt100"])
    func `poorer terminals get plain signs`(name: String) async throws {
        let probe = try await Probe(["TERM": name])
        let screen = try await probe.terminal.waitFor("+------------------")
        #expect(screen.rows[4].hasPrefix("* plain 未来架构"))
        try await leave(probe)
    }

    @Test(arguments: [("dumb", "cannot draw"), ("no-such", "is unknown here"), ("", "not set")])
    func `a terminal that will not do is refused in a line`(
        name: String, reason: String
    ) async throws {
        let terminal = try Probe.start(["TERM": name])
        #expect(try await terminal.waitForEnd() == .exited(69))
        try await terminal.waitFor(reason)
        #expect(terminal.areModesRestored)
        #expect(!terminal.raw.contains("\u{1B}"))
    }

    private func leave(_ probe: Probe) async throws {
        probe.terminal.send("q")
        #expect(try await probe.terminal.waitForEnd() == .exited(0))
        try await expectRestored(probe)
    }

    /// Modes as before, the screen left, the cursor shown, paste mode off.
    private func expectRestored(_ probe: Probe) async throws {
        let terminal = probe.terminal
        _ = try await eventually("the terminal restored", within: .seconds(5)) {
            let screen = terminal.screen
            let whole =
                terminal.areModesRestored && !screen.isAlternate && screen.isCursorShown
                && !screen.modes.contains(2004)
            return whole ? true : nil
        }
    }
}
