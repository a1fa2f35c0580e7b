import Foundation
import TestSupport
import Testing
import Wire

/// The program on terminals of every kind.
@Suite struct TerminalKindJourneys {
    @Test(arguments: [
        ["TERM": "tmux-256color", "--": "--no-color"], ["TERM": "vt100", "NO_COLOR": "1"],
    ])
    func `without colours not one is written, and the states are still told`(
        kind: [String: String]
    ) async throws {
        try await Workshop.with("mono") { workshop in
            let terminal = try workshop.open(kind)
            try await terminal.waitFor(Workshop.allReady())
            terminal.send("3")
            try await terminal.waitFor("[3 System]")
            try await terminal.waitFor("\(kind["TERM"] == "vt100" ? "*" : "●") bookstore")
            #expect(terminal.colourCodes == 0)
            terminal.send("q")
            try await workshop.expectClean(after: terminal, ending: .exited(0))
        }
    }

    @Test(arguments: ["C"])
    func `a locale without UTF-8 gets English in ASCII, the books in pinyin`(
        locale: String
    ) async throws {
        try await Workshop.with("ascii") { workshop in
            let terminal = try workshop.open(["LANG": locale])
            try await terminal.waitFor(Workshop.allReady())
            terminal.send("2")
            let screen = try await terminal.waitFor("wei lai jia gou")
            #expect(screen.rows[1].hasPrefix(" Bookstore"))
            for key in ["3", "4", "?"] {
                terminal.send(key)
                try await terminal.waitFor(["3": "[3", "4": "[4", "?": "[?"][key] ?? "")
            }
            #expect(terminal.raw.utf8.allSatisfy { $0 < 0x80 })
            terminal.send("q")
            try await workshop.expectClean(after: terminal, ending: .exited(0))
        }
    }

    @Test(arguments: ["--ascii", "--ambiguous-wide", "--ascii --ambiguous-wide"])
    func `lines are plain signs where asked, and Chinese is written all the same`(
        options: String
    ) async throws {
        try await Workshop.with("signs") { workshop in
            let terminal = try workshop.open(["--": options], language: .chinese)
            let screen = try await terminal.waitFor("一天的日程")
            #expect(!screen.text.contains("─"))
            terminal.send("q")
            try await workshop.expectClean(after: terminal, ending: .exited(0))
        }
    }

    @Test(arguments: [
        ("", "TERM is not set"), ("dumb", "dumb cannot draw a screen"),
        ("nonsense", "TERM=nonsense is unknown here"),
    ])
    func `a terminal that cannot do it gets the plain form, and is told why`(
        name: String, reason: String
    ) async throws {
        try await Workshop.with("term") { workshop in
            let terminal = try workshop.open(["TERM": name])
            try await terminal.waitFor(reason)
            #expect(!terminal.raw.contains("\u{1B}"))
            terminal.send("\u{4}")
            #expect(try await terminal.waitForEnd() == .exited(0))
            #expect(terminal.areModesRestored)
        }
    }

    @Test func `a thousand sizes one after the other are drawn without harm`() async throws {
        try await Workshop.with("resize") { workshop in
            let terminal = try workshop.open()
            try await terminal.waitFor(Workshop.allReady())
            let seed: UInt64 = 1_000
            print("seed \(seed)")
            var random = SeededRandom(seed: seed)
            for number in 0..<1_000 {
                terminal.resize(
                    columns: Int.random(in: 1...300, using: &random),
                    rows: Int.random(in: 1...100, using: &random))
                // Some are drawn, the others overtaken.
                if number.isMultiple(of: 20) {
                    let before = terminal.bytesWritten
                    _ = try? await eventually("paint", within: .milliseconds(40)) {
                        terminal.bytesWritten > before ? true : nil
                    }
                }
                if number.isMultiple(of: 50) {
                    terminal.send(["1", "2", "3", "4", "?"].randomElement(using: &random) ?? "1")
                }
            }
            terminal.resize(columns: 80, rows: 24)
            try await terminal.waitFor("quit")
            terminal.send("q")
            try await workshop.expectClean(after: terminal, ending: .exited(0))
        }
    }
}
