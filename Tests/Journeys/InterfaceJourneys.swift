import Foundation
import TestSupport
import Testing
import Wire

/// The built program on a pseudo-terminal, with real components, driven by keys.
@Suite struct InterfaceJourneys {
    @Test func `a newcomer opens the workshop, buys a book, and leaves nothing behind`()
        async throws
    {
        try await Workshop.with("newcomer") { workshop in
            let terminal = try workshop.open()
            try await terminal.waitFor("The day, as in Shanghai on 24 June 2019")
            try await terminal.waitFor(Workshop.allReady())
            terminal.send("2")
            try await terminal.waitFor("1,000,000.00")
            terminal.send("\r")
            try await terminal.waitFor("¥ 99.00 in total")
            terminal.send("y")
            try await terminal.waitFor("999,901.00")
            let balance = try await workshop.ask(BalanceAnswer.self, "balance")
            #expect(balance.balance == "999901.00")
            terminal.send("q")
            try await workshop.expectClean(after: terminal, ending: .exited(0))
        }
    }

    @Test(arguments: [Language.english, .chinese])
    func `Lab 1 can be taken by keys`(language: Language) async throws {
        let isEnglish = language == .english
        try await Workshop.with("lab-\(language.rawValue)") { workshop in
            let terminal = try workshop.open(language: language)
            try await terminal.waitFor(isEnglish ? "The day, as in" : "一天的日程")
            try await terminal.waitFor(Workshop.allReady(in: language))
            terminal.send("\r")
            try await terminal.waitFor("09:20-10:10")
            terminal.send("\r")
            for number in 1...13 {
                try await terminal.waitFor(isEnglish ? "step \(number) of 13" : "第 \(number) 步")
                terminal.send("s")
                try await terminal.waitFor(isEnglish ? "Do this step" : "代你完成这一步")
                terminal.send("y")
                try await terminal.waitFor(isEnglish ? "Passed" : "通过了")
                if number < 13 { terminal.send("n") }
            }
            let list = try await workshop.ask(LabListAnswer.self, "lab", "list")
            #expect(list.labs.first?.steps.map(\.state) == Array(repeating: "passed", count: 13))
            terminal.send("q")
            try await workshop.expectClean(after: terminal, ending: .exited(0))
        }
    }

    @Test func `the language changes at once, everywhere`() async throws {
        try await Workshop.with("language") { workshop in
            let terminal = try workshop.open()
            try await terminal.waitFor("The day, as in Shanghai")
            terminal.send("L")
            try await terminal.waitFor("一天的日程")
            terminal.send("3")
            try await terminal.waitFor("组件")
            terminal.send("L")
            try await terminal.waitFor("component")
            terminal.send("q")
            try await workshop.expectClean(after: terminal, ending: .exited(0))
        }
    }

    @Test func `beside a running workshop it attaches, and leaves it running`() async throws {
        try await Workshop.with("attach") { workshop in
            _ = try await workshop.run("up", "--detach")
            let before = try await workshop.ask(StatusAnswer.self, "status")
            let terminal = try workshop.open()
            try await terminal.waitFor(Workshop.allReady())
            terminal.send("q")
            #expect(try await terminal.waitForEnd() == .exited(0))
            #expect(terminal.areModesRestored)
            let after = try await workshop.ask(StatusAnswer.self, "status")
            #expect(after.components.map(\.pid) == before.components.map(\.pid))
        }
    }

    @Test func `without a terminal it says why, and what to do`() async throws {
        try await Workshop.with("plain") { workshop in
            let run = try await workshop.run()
            #expect(run.status == 0)
            #expect(
                run.errors == "workshop: standard input is not a terminal; this is the plain form\n"
            )
            #expect(run.output.contains("01-microservices"))
            #expect(run.output.contains("workshop lab show 01-microservices/open-and-buy"))
        }
    }
}

/// `lab list --json`.
struct LabListAnswer: Decodable {
    struct Lab: Decodable {
        let id: String
        let steps: [Step]
    }

    struct Step: Decodable {
        let id: String
        let state: String
        let hintsUsed: Int
        let solved: Bool
    }

    let labs: [Lab]
    let current: String?
}

extension Workshop {
    /// Waits for the end of the interface, and expects a whole terminal and no process left.
    func expectClean(
        after terminal: PseudoTerminal, ending: PseudoTerminal.Ending,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        #expect(try await terminal.waitForEnd() == ending, sourceLocation: sourceLocation)
        try await eventually("the terminal's modes") { terminal.areModesRestored ? true : nil }
        try await eventually("the end of the alternate screen") {
            terminal.screen.isAlternate ? nil : true
        }
        #expect(terminal.screen.isCursorShown, sourceLocation: sourceLocation)
        #expect(!terminal.screen.modes.contains(2004), sourceLocation: sourceLocation)
        try await eventually("the end of all components") {
            Processes.running(in: self.home).isEmpty ? true : nil
        }
    }
}
