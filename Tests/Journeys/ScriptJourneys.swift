import Foundation
import TestSupport
import Testing
import Wire

/// The interface by `--script`: real components, no terminal.
@Suite struct ScriptJourneys {
    @Test(arguments: [Language.english, .chinese])
    func `a script buys a book and saves what was shown`(language: Language) async throws {
        let isEnglish = language == .english
        try await Workshop.with("script-\(language.rawValue)") { workshop in
            let screen = workshop.folder.file("shop.txt")
            let script = workshop.folder.file("script.txt")
            try """
            wait \(Workshop.allReady(in: language))
            press 2
            wait 1,000,000.00
            press Enter
            wait \(isEnglish ? "in total" : "合计")
            press Enter
            wait 999,901.00
            size 100 30
            save-screen \(screen)
            """.write(toFile: script, atomically: true, encoding: .utf8)
            let run = try await workshop.run(
                "open", "--script", script, "--lang", language.rawValue)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.isEmpty && run.errors.isEmpty)
            let rows = try String(contentsOfFile: screen, encoding: .utf8)
                .components(separatedBy: "\n")
            #expect(rows.count == 31)
            #expect(rows[0].contains(isEnglish ? "[2 Shop]" : "[2 书店]"))
            #expect(rows[1].hasSuffix("¥ 999,901.00"))
            #expect(Processes.running(in: workshop.home) == [])
        }
    }

    @Test func `what a script cannot do is told with its line`() async throws {
        try await Workshop.with("script-bad") { workshop in
            let script = workshop.folder.file("script.txt")
            try "press 2\nfly\n".write(toFile: script, atomically: true, encoding: .utf8)
            let run = try await workshop.run("open", "--script", script)
            #expect(run.status == 2)
            #expect(run.errors.hasPrefix("workshop: \(script):2: \"fly\" is not understood"))
            let none = try await workshop.run("open", "--script", script + ".none")
            #expect(none.status == 4)
        }
    }
}
