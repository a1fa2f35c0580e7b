import Foundation
import TestSupport
import Testing
import Wire

/// The mouse, the pager and pasted text, on a real terminal.
@Suite struct TextOutJourneys {
    @Test func `mouse, pager, clipboard and paste`() async throws {
        try await Workshop.with("text-out") { workshop in
            let shown = workshop.folder.file("page.txt")
            let pager = try workshop.script("pager", Workshop.say("cat \"$1\"", in: shown))
            let terminal = try workshop.open(["PAGER": pager], language: .english)
            try await terminal.waitFor(Workshop.allReady())
            #expect(!terminal.screen.modes.contains(1000))
            terminal.send("m")
            try await terminal.waitFor("hold Shift to select text")
            #expect(terminal.screen.modes.isSuperset(of: [1000, 1006]))

            // A click on the second screen's name, then one on the third book.
            terminal.send("\u{1B}[<0;14;1M\u{1B}[<0;14;1m")
            let row = try await eventually("the third book") {
                terminal.screen.rows.firstIndex { $0.hasPrefix("   00003") }
            }
            terminal.send("\u{1B}[<0;6;\(row + 1)M")
            try await terminal.waitFor("▸ 00003")

            // Pasted keys do nothing, in a list and in a question.
            terminal.send("\u{1B}[200~q4\r\u{1B}[201~")
            terminal.send("\r")
            try await terminal.waitFor("in total")
            terminal.send("\u{1B}[200~y\r\u{1B}[201~n")
            try await eventually("the end of the question") {
                terminal.screen.text.contains("in total") ? nil : true
            }
            let balance = try await workshop.ask(BalanceAnswer.self, "balance")
            #expect(balance.balance == "1000000.00")

            terminal.send("o")
            let page = try await eventually("the page") {
                try? String(contentsOfFile: shown, encoding: .utf8)
            }
            #expect(page.contains("00005"))
            try await eventually("the screen's return, and the mouse's") {
                let screen = terminal.screen
                return screen.isAlternate && screen.modes.contains(1006) ? true : nil
            }
            terminal.send("4")
            try await terminal.waitFor("[4 Logs]")
            terminal.send("y")
            try await terminal.waitFor("1 line copied")
            #expect(terminal.screen.clipboard?.isEmpty == false)
            terminal.send("q")
            try await workshop.expectClean(after: terminal, ending: .exited(0))
            #expect(!terminal.screen.modes.contains(1000))
        }
    }
}
