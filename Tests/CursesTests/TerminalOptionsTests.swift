import Canvas
import Curses
import Testing
import Wire

@Suite struct TerminalOptionsTests {
    @Test func `colours follow the flag, then the variable, then NO_COLOR`() {
        #expect(TerminalOptions(environment: [:]).colour == .auto)
        #expect(TerminalOptions(environment: ["NO_COLOR": ""]).colour == .auto)
        #expect(TerminalOptions(environment: ["NO_COLOR": "1"]).colour == .never)
        let both = ["NO_COLOR": "1", "WORKSHOP_COLOR": "always"]
        #expect(TerminalOptions(environment: both).colour == .always)
        let nonsense = ["NO_COLOR": "1", "WORKSHOP_COLOR": "pink"]
        #expect(TerminalOptions(environment: nonsense).colour == .never)
    }

    @Test(arguments: [
        ["TERM": "linux"], ["TERM": "vt100"], ["WORKSHOP_ASCII": "1"],
        ["WORKSHOP_AMBIGUOUS": "wide"],
    ])
    func `plain signs where the others cannot be shown`(environment: [String: String]) {
        #expect(TerminalOptions(environment: environment).glyphs == .ascii)
    }

    @Test(arguments: [
        (["LANG": "C"], true), (["LANG": "C.UTF-8"], false), (["LANG": "zh_CN.UTF-8"], false),
        (["LANG": "zh_CN.UTF-8", "LC_ALL": "POSIX"], true), (["LANG": "", "LC_ALL": ""], false),
        (["LC_CTYPE": "en_US.utf8", "LANG": "C"], false), (["TERM": "linux"], true),
        (["LANG": "C", "WORKSHOP_ASCII": "0"], false), (["LANG": "zh_CN.GB18030"], true),
    ])
    func `nothing but ASCII where the locale knows no more`(
        environment: [String: String], isASCIIOnly: Bool
    ) {
        let options = TerminalOptions(environment: environment)
        #expect(options.isASCIIOnly == isASCIIOnly)
        #expect(options.glyphs == (isASCIIOnly ? .ascii : .unicode))
    }

    @Test func `signs of Unicode everywhere else`() {
        let options = TerminalOptions(environment: ["TERM": "tmux-256color", "WORKSHOP_ASCII": "0"])
        #expect(options.glyphs == .unicode)
        #expect(options.widths == .standard)
    }

    @Test func `every refusal says something in both languages`() {
        let refusals: [TerminalRefusal] = [
            .notInteractive(.input), .notInteractive(.output), .noTerminal, .unknown(name: ""),
            .unknown(name: "x"), .incapable(name: "dumb", missing: "cup"),
        ]
        #expect(Set(refusals.map { $0.text(.english) }).count == refusals.count)
        #expect(Set(refusals.map { $0.text(.chinese) }).count == refusals.count)
    }
}
