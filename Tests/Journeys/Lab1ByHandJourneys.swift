import Foundation
import TestSupport
import Testing
import Wire

/// Lab 1 as an attendee takes it at 80x24: orders, stops, and edits files, and solves nothing.
@Suite struct Lab1ByHandJourneys {
    @Test(arguments: [Language.english, .chinese])
    func `Lab 1 is taken to its end by hand, with keys and an editor`(
        language: Language
    ) async throws {
        try await Workshop.with("by-hand-\(language.rawValue)") { workshop in
            let attendee = try Attendee(of: workshop, language)
            try await attendee.terminal.waitFor(Workshop.allReady(in: language))
            try await attendee.terminal.send("\r", until: "09:20-10:10")
            try await attendee.terminal.send("\r", until: attendee.step(1))

            try await attendee.buy()
            try await attendee.pass(1)

            try await attendee.terminal.send(
                "a", until: language == .english ? "The answer is an empty" : "回答是一个空列表")
            attendee.terminal.send("\r")
            try await attendee.pass(2)

            try await attendee.edit(["uniqueId: \"\"": "uniqueId: user0"], in: 2)
            try await attendee.pass(3)
            try await attendee.edit(["binding: none": "binding: bolt"])
            try await attendee.pass(4)
            try await attendee.edit(["binding: local": "binding: bolt"])
            try await attendee.pass(5)
            try await attendee.buy()
            try await attendee.pass(6)

            // Down to the account, under the registry and the tracer.
            try await attendee.terminal.send("3", until: "[3 ")
            try await attendee.terminal.send("jjj", until: "▸ ● account")
            try await attendee.terminal.send("x", until: "▸ ○ account")
            try await attendee.buy()
            try await attendee.pass(7)

            try await attendee.terminal.send("3", until: "▸ ○ account")
            try await attendee.terminal.send("s", until: "▸ ● account")
            try await attendee.terminal.send("1", until: attendee.step(8))
            try await attendee.edit(["instances: 1": "instances: 2"])
            try await attendee.terminal.waitFor("● account-2")
            for _ in 1...4 { try await attendee.buy() }
            try await attendee.pass(8)

            attendee.terminal.send("\rregistry\r")
            try await attendee.terminal.waitFor(attendee.passed)
            try await attendee.terminal.send("n", until: attendee.step(10))
            try await attendee.see(through: workshop.ports)
            let list = try await workshop.ask(LabListAnswer.self, "lab", "list")
            let steps = try #require(list.labs.first).steps
            #expect(steps.map(\.state) == Array(repeating: "passed", count: 13))
            #expect(steps.allSatisfy { $0.solved != true })
            attendee.terminal.send("q")
            try await workshop.expectClean(after: attendee.terminal, ending: .exited(0))
        }
    }
}

/// Somebody at the keyboard who reads one language, and whose editor does what it is told.
private struct Attendee {
    let terminal: PseudoTerminal
    private let language: Language
    private let edits: String

    init(of workshop: Workshop, _ language: Language) throws {
        self.language = language
        edits = workshop.folder.file("edits.sed")
        let editor = try workshop.script("editor", "exec sed -i -f '\(edits)' \"$1\"")
        terminal = try workshop.open(["EDITOR": editor], language: language)
    }

    var passed: String { language == .english ? "✓ Passed" : "✓ 通过了" }

    /// How often the interface took the screen.
    private var arrivals: Int {
        terminal.raw.components(separatedBy: "\u{1B}[?1049h").count
    }

    func step(_ number: Int) -> String {
        language == .english ? "step \(number) of 13" : "第 \(number) 步"
    }

    /// One copy of the first book, at the shop and back.
    func buy() async throws {
        let question = language == .english ? "in total" : "，合计"
        try await terminal.send("2", until: "[2 ")
        try await terminal.waitFor("00001")
        try await terminal.send("\r", until: question)
        terminal.send("y")
        try await eventually("the end of the order") {
            let text = terminal.screen.text
            let underway = language == .english ? "ordering" : "正在下单"
            return text.contains(question) || text.contains(underway) ? nil : true
        }
        try await terminal.send("1", until: "[1 ")
    }

    /// Saves changes with the editor, in as many files as the step names.
    func edit(_ changes: [String: String], in files: Int = 1) async throws {
        try changes.map { "s/\($0.key)/\($0.value)/\n" }.joined()
            .write(toFile: edits, atomically: true, encoding: .utf8)
        for _ in 1...files {
            let before = arrivals
            terminal.send("e")
            try await eventually("the screen's return from the editor") {
                arrivals > before ? true : nil
            }
        }
    }

    /// The steps that show what really happened, from the tenth on.
    func see(through ports: [Int]) async throws {
        let tracer = "tracer: 127.0.0.1:\(ports[4])"
        let lookout = "lookout: 127.0.0.1:\(ports[5])"
        try await edit(["^registry: .*": "&\\n\(tracer)\\n\(lookout)"], in: 2)
        // Only an account that was launched anew reports.
        try await terminal.waitFor(
            language == .english
                ? "✓ Lookout reads the account's counts" : "✓ Lookout 在读取账户的计数")
        try await buy()
        try await pass(10)

        try await buy()
        try await openTrace()
        try await terminal.waitFor("→ balance_mng")
        try await terminal.send("1", until: "[1 ")
        try await pass(11)

        try await terminal.send("6", until: "[6 ")
        try await terminal.waitFor("stock_mng")
        try await terminal.send("/\t", until: "total_count")
        try await terminal.send("\r", until: "minusBalance")
        try await terminal.send("1", until: "[1 ")
        try await pass(12)

        try await terminal.send("3", until: "▸ ● account")
        try await terminal.send("x", until: "▸ ○ account")
        try await terminal.send("j", until: "▸ ● account-2")
        try await terminal.send("x", until: "▸ ○ account-2")
        try await buy()
        try await openTrace()
        try await terminal.waitFor("✗ minusBalance")
        try await terminal.send("1", until: step(13))
        try await terminal.waitFor(language == .english ? "all hold: press c" : "全部符合，按 c")
        try await terminal.send("c", until: passed)
    }

    /// The last order's trace, from the shop.
    private func openTrace() async throws {
        try await terminal.send("2", until: "[2 ")
        try await terminal.waitFor(language == .english ? "t trace" : "t 链路")
        try await terminal.send("t", until: "POST /purchase")
    }

    /// Checks the open step once all holds, and goes on to the next one.
    func pass(_ number: Int) async throws {
        try await terminal.waitFor(step(number))
        try await terminal.waitFor(language == .english ? "all hold: press c" : "全部符合，按 c")
        try await terminal.send("c", until: passed)
        try await terminal.send("n", until: step(number + 1))
    }
}
