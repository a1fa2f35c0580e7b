import Canvas
import LabKit
import TestSupport
import Testing

@testable import WorkshopUIRuntime

@Suite struct ScriptTests {
    @Test func `every instruction is read`() throws {
        let script = try Script(
            """
            # a walk
            press 2 Down Ctrl-L alt-x F10 Click-3-4 书

              type a b
            paste q q
            size 120 36
            wait 2/2 ready
            save-screen a b.txt
            quit
            """)
        let expected: [(Int, Script.Instruction)] = [
            (
                2,
                .press([
                    .character("2"), .down, .control("l"), .alt("x"), .function(10),
                    .click(Point(x: 3, y: 4)), .character("书"),
                ])
            ),
            (4, .press([.character("a"), .character(" "), .character("b")])),
            (5, .press([.paste("q q")])), (6, .size(Size(width: 120, height: 36))),
            (7, .wait("2/2 ready")), (8, .save("a b.txt")), (9, .quit),
        ]
        #expect(script.lines.map(\.number) == expected.map(\.0))
        #expect(script.lines.map(\.instruction) == expected.map(\.1))
    }

    @Test(arguments: [
        ("fly", 1), ("\npress Entre", 2), ("size 80", 1), ("size 0 24", 1), ("wait", 1),
        ("save-screen", 1), ("quit now", 1), ("press F13", 1), ("press Ctrl-", 1),
    ])
    func `what is not understood is named with its line`(text: String, line: Int) {
        let fault = #expect(throws: Script.Fault.self) { try Script(text) }
        #expect(fault?.line == line)
        #expect(fault?.text.english != fault?.text.chinese)
    }

    /// A program that writes down its keys, as quickly as it is asked for them.
    private func follow(_ text: String) async throws -> (ScriptRun.Failure?, [String: [String]]) {
        let saved = Saved()
        let run = ScriptRun(try Script(text)) { name, rows in
            saved.keep(name, rows)
            return name == "no/where" ? LocalizedText(same: "no such folder") : nil
        }
        let screen = ScriptScreen(size: Size(width: 20, height: 2))
        let failure = try await withDeadline("the end of the script") {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    var count = 0
                    for await key in screen.keys {
                        count += 1
                        var frame = Frame(screen.size)
                        frame.put("\(count) \(key)", at: Point(x: 0, y: 0))
                        screen.show(frame)
                        if key == .character("q") { break }
                    }
                    screen.close()
                }
                let failure = await run.follow(screen, idle: {})
                screen.close()
                return failure
            }
        }
        return (failure, saved.rows)
    }

    @Test func `keys are pressed one after the other, and screens saved between them`()
        async throws
    {
        let (failure, saved) = try await follow(
            "press Up\nsave-screen a\nsize 30 3\nwait 2 resize\nsave-screen b\nquit")
        #expect(failure == nil)
        #expect(saved["a"] == ["1 up", ""])
        #expect(saved["b"]?.count == 3)
    }

    @Test func `a screen that cannot be saved ends the script at its line`() async throws {
        let (failure, _) = try await follow("press Up\nsave-screen no/where\npress Up")
        #expect(failure?.line == 2)
        #expect(failure?.text.english == "no such folder")
    }

    @Test func `keys for a program that has ended are refused`() async throws {
        let (failure, _) = try await follow("press q\npress Up")
        #expect(failure?.line == 2)
        #expect(failure?.text.english == "the program has ended already")
    }
}
