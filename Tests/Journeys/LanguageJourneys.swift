import Foundation
import TestSupport
import Testing
import Wire

/// Which language a terminal gets that says nothing but its locale.
@Suite struct LanguageJourneys {
    @Test(arguments: [
        (["LANG": "zh_CN.UTF-8"], Language.chinese), (["LANG": "zh_TW.UTF-8"], .chinese),
        (["LANG": "en_US.UTF-8"], .english), (["LANG": "C.UTF-8"], .english),
        (["LANG": ""], .english), (["LANG": "de_DE.UTF-8"], .english),
        (["LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"], .chinese),
        (["LANG": "zh_CN.UTF-8", "LC_MESSAGES": ""], .chinese),
        (["LANG": "zh_CN.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"], .english),
    ])
    func `is that of the locale`(changes: [String: String], language: Language) async throws {
        try await Workshop.with("language") { workshop in
            let status = try await ProgramRun.run(
                Workshop.binary, ["status"],
                environment: workshop.environment.merging(changes) { $1 }, in: workshop.folder)
            let said = language == .english ? "the workshop is not running" : "workshop 没有运行"
            #expect(status.errors.contains(said), "\(status.errors)")
            let asked = try await ProgramRun.run(
                Workshop.binary, ["status", "--lang", language.other.rawValue],
                environment: workshop.environment.merging(changes) { $1 }, in: workshop.folder)
            #expect(!asked.errors.contains(said), "--lang goes before the locale")
        }
    }
}
