import Canvas
import LabKit
import Testing
import Wire

@testable import WorkshopUI

@Suite struct KeysTests {
    @Test func `digits switch screens from everywhere, and the place is kept`() throws {
        var model = try Fixture.ready()
        #expect(model.press(.character("2")) == [.savePlace(Place(screen: .shop))])
        #expect(model.press(.character("2")) == [])
        model.press(.character("?"), .character("4"))
        #expect(model.screen == .logs)
        #expect(model.help == nil)
    }

    @Test func `q quits, and asks when an order has no answer yet`() throws {
        var model = try Fixture.ready()
        #expect(model.press(.character("q")) == [.savePlace(Place()), .quit(exitCode: 0)])
        model.press(.character("2"), .enter, .enter)
        #expect(model.press(.character("q")) == [])
        #expect(model.question == .quit)
        #expect(
            model.press(.character("y")) == [
                .savePlace(Place(screen: .shop)), .quit(exitCode: 0),
            ])
    }

    @Test func `Ctrl-C quits from everywhere with 130, a signal with its own code`() throws {
        for keys in [[], [Key.character(":")], [.character("4"), .character("/")]] {
            var model = try Fixture.ready()
            for key in keys { model.press(key) }
            #expect(model.press(.control("c")).last == .quit(exitCode: 130))
            #expect(model.press(.ending(.terminated)).last == .quit(exitCode: 143))
        }
    }

    @Test func `Ctrl-Z suspends`() throws {
        var model = try Fixture.ready()
        #expect(model.press(.control("z")) == [.suspend])
    }

    @Test func `L switches the language at once`() throws {
        var model = try Fixture.ready()
        #expect(model.press(.character("L")) == [.saveLanguage(.chinese)])
        #expect(model.screenText.contains("一天的日程"))
        #expect(model.press(.character("L")) == [.saveLanguage(.english)])
    }

    @Test func `a key without a meaning says so`() throws {
        var model = try Fixture.ready()
        #expect(model.press(.character("z")) == [])
        #expect(model.screenRows.last == " ✗ \"z\" does nothing here; ? lists the keys")
        model.press(.up)
        #expect(model.screenRows.last?.contains("Enter open") == true)
    }

    @Test func `pasted text is never taken for keys`() throws {
        var model = try Fixture.ready()
        #expect(model.press(.paste("q2:quit\n")) == [])
        #expect(model.screen == .labs)
        model.press(.character(":"), .paste("labs\nquit"))
        #expect(model.commandLine?.text == "labs")
    }

    @Test func `no key stands for two things in one context`() {
        for context in KeyContext.allCases {
            var seen: [Key: KeyTopic] = [:]
            let rows = KeyTable.rows(context)
            for row in rows {
                for key in row.actions.keys {
                    #expect(seen[key] == nil, "\(key) in \(context)")
                    seen[key] = row.topic
                }
            }
        }
    }

    @Test func `the footer shows what works here and now, and nothing else`() throws {
        var model = try Fixture.ready()
        model.press(.character("3"))
        #expect(
            model.screenRows.last
                == " ↑↓ choose  x stop  r restart  K kill  t topology  a registry"
                + String(repeating: " ", count: 4)
                + "? help  q quit")
        model.press(.end)
        #expect(
            model.screenRows.last
                == " ↑↓ choose  s start  t topology  a registry" + String(repeating: " ", count: 22)
                + "? help  q quit")
    }

    @Test func `the widest footer of each context fits 80 columns in both languages`() throws {
        let widths = DisplayWidth.standard
        for language in Language.allCases {
            let words = Catalogue.of(language).keys
            let tail = widths.columns(of: "? \(words[.help].word)  q \(words[.quit].word)")
            for context in KeyContext.allCases where ![.question, .answer].contains(context) {
                let keys = KeyTable.rows(context).filter { row in
                    // What can be started cannot be stopped.
                    ![.system, .topology].contains(context) || row.topic != .start
                }.filter { row in
                    // A point can be struck otherwise than a process.
                    ![.transacting(.resume), .transacting(.fillDisk)].contains(row.topic)
                }.map { row in
                    "\(row.shown.text(.unicode)) \(words[row.topic].word)"
                }
                // The least needed keys may stand in the help alone.
                let least =
                    [.step: 7, .logs: 1, .traces: 1, .transaction: 2, .breaking: 1][context] ?? 0
                let shown = keys.dropLast(least).joined(separator: "  ")
                #expect(
                    widths.columns(of: shown) + tail + 4 <= 80,
                    "\(context) in \(language): \(shown)")
            }
        }
    }
}
