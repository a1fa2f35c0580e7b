import Foundation
import HTTPClient
import TestSupport
import Testing
import Wire

/// Ctrl-Z and `fg` under a real shell, with the real program.
@Suite struct SuspendJourneys {
    /// What is on the screen when it is suspended: the keys that lead there, each with what shows
    /// that it has arrived; the keys that lead back.
    private struct Place {
        let keys: [(String, String)]
        let shown: String
        let back: String
    }

    private static let places = [
        Place(keys: [], shown: "[1 Labs]", back: ""),
        Place(keys: [("2", "1,000,000.00"), ("\r", "in total")], shown: "in total", back: "n"),
        Place(keys: [(":", ":"), ("bu", ":bu")], shown: ":bu", back: "\u{1B}"),
        Place(keys: [("4", "[4 Logs]"), ("/so", "find: so")], shown: "find: so", back: "\u{1B}"),
        Place(keys: [("?", "Everywhere")], shown: "Everywhere", back: "?"),
    ]

    @Test func `Ctrl-Z gives the shell back everywhere, and fg goes on where it was`() async throws
    {
        try await Workshop.with("suspend") { workshop in
            let shell = try PseudoTerminal(
                "/bin/bash", ["--norc", "--noprofile", "-i"],
                environment: workshop.environment.merging(["PS1": "$ "]) { $1 })
            shell.send("'\(Workshop.binary)' --lang en\n")
            try await shell.waitFor(Workshop.allReady())
            for (index, place) in Self.places.enumerated() {
                for (keys, shown) in place.keys {
                    shell.send(keys)
                    try await shell.waitFor(shown)
                }
                shell.send("\u{1A}")
                let stopped = try await shell.waitFor("Stopped")
                #expect(stopped.text.contains("the components go on"), "\(place.shown)")
                #expect(!stopped.isAlternate)
                // The components go on.
                let health = try await HTTPClient().send(
                    .init("GET", "/health"), to: .tcp(host: "127.0.0.1", port: workshop.ports[2]),
                    deadline: .seconds(5))
                #expect(health.status == 200)
                // The window may be another one meanwhile.
                shell.resize(columns: 100 + index, rows: 30)
                shell.send("clear; echo re''ady\n")
                try await shell.waitFor("ready")
                shell.send("fg\n")
                let back = try await shell.waitFor(place.shown)
                #expect(back.isAlternate)
                try await eventually("the new width") {
                    shell.screen.rows.contains { $0.count == 100 + index } ? true : nil
                }
                guard !place.back.isEmpty else { continue }
                shell.send(place.back)
                try await eventually("the end of \(place.shown)") {
                    shell.screen.text.contains(place.shown) ? nil : true
                }
            }
            shell.send("1")
            try await shell.waitFor("[1 Labs]")
            shell.send("q")
            try await eventually("the shell") { shell.screen.isAlternate ? nil : true }
            shell.send("exit\n")
            #expect(try await shell.waitForEnd() == .exited(0))
            _ = try await workshop.expectNothingLeft()
        }
    }

    @Test func `a pager does not outlive the interface`() async throws {
        try await Workshop.with("pager") { workshop in
            let started = workshop.folder.file("pid")
            let terminal = try await openPager(
                of: workshop, Workshop.say("echo $$", in: started) + "\nexec sleep 600")
            let pid = try await eventually("the pager") {
                (try? String(contentsOfFile: started, encoding: .utf8)).flatMap {
                    pid_t($0.trimmingCharacters(in: .newlines))
                }
            }
            terminal.signal(SIGTERM)
            #expect(try await terminal.waitForEnd() == .exited(143))
            #expect(kill(pid, 0) == -1)
            #expect(terminal.areModesRestored)
            _ = try await workshop.expectNothingLeft()
        }
    }

    @Test func `pager and commands begin with no signal blocked or ignored`() async throws {
        try await Workshop.with("signals") { workshop in
            let said = workshop.folder.file("signals")
            let terminal = try await openPager(
                of: workshop,
                Workshop.say("grep -E 'SigBlk|SigIgn' /proc/self/status", in: said))
            let masks = try await eventually("what the pager said") {
                try? String(contentsOfFile: said, encoding: .utf8)
            }
            let values = masks.split(separator: "\n").compactMap {
                $0.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
            }
            // 32 and 33 are the C library's own.
            #expect(values.map { $0 & 0x7FFF_FFFF } == [0, 0], "\(masks)")
            try await eventually("the screen") { terminal.screen.isAlternate ? true : nil }
            terminal.send("q")
            try await workshop.expectClean(after: terminal, ending: .exited(0))
        }
    }

    /// The interface with a pager of some lines of shell, which was just asked for.
    private func openPager(
        of workshop: Workshop, _ lines: String
    ) async throws -> PseudoTerminal {
        let pager = try workshop.script("pager", lines)
        let terminal = try workshop.open(["PAGER": pager], language: .english)
        try await terminal.waitFor(Workshop.allReady())
        terminal.send("o")
        return terminal
    }
}
