import Testing

/// Calls that belong in one kind of room only, each with the reason.
@Suite struct BannedCallsTests {
    struct Ban {
        let call: String
        let reason: String
        /// Path prefixes where it may stand.
        let rooms: [String]
    }

    static let shells = [
        "Sources/Workshop/", "Sources/Interface/WorkshopUIRuntime/", "Sources/Supervisor/Shell/",
        "Sources/LabRuntime/",
    ]

    static let bans: [Ban] = [
        Ban(call: "Date()", reason: "take the time through init", rooms: []),
        Ban(call: "UUID()", reason: "take ids through init", rooms: ["Sources/Workshop/"]),
        Ban(
            call: ".random(", reason: "take a random source through init; a seed must replay",
            rooms: ["Sources/Workshop/"]),
        Ban(
            call: "Task.detached",
            reason: "keep tasks in a group, so that they end with their owner",
            rooms: []),
        Ban(call: "Task.sleep", reason: "sleep on a clock taken through init", rooms: []),
        Ban(
            call: "print(", reason: "only a command speaks to standard output",
            rooms: ["Sources/Workshop/"]),
        Ban(call: "try!", reason: "say what happens when it fails", rooms: []),
        Ban(
            call: "fatalError(", reason: "use a precondition that states what was wrong", rooms: []),
        Ban(call: "DispatchQueue", reason: "use a task, an actor or a lock", rooms: []),
        Ban(
            call: "nonisolated(unsafe)", reason: "let the compiler check the isolation", rooms: []),
        Ban(
            call: "@unchecked Sendable", reason: "let the compiler check it",
            rooms: [
                // The terminal's thread is an executor of its own: ncurses wants one thread for life.
                "Sources/Terminal/Curses/"
            ]),
        Ban(
            call: "initscr", reason: "curses names stay in Curses",
            rooms: ["Sources/Terminal/Curses/"]),
    ]

    /// Rooms whose files decide and never wait.
    static let ruleRooms = [
        "Sources/Wire/", "Sources/Terminal/Canvas/", "Sources/Interface/WorkshopUI/",
        "Sources/LabKit/", "Sources/HomeFiles/", "Sources/Components/Registry/Core/",
        "Sources/Components/Lookout/Core/",
        "Sources/Components/Tracer/Core/", "Sources/Components/Coordinator/Core/",
        "Sources/Supervisor/Rules/",
    ]

    @Test(arguments: bans.map(\.call))
    func `a banned call stands in its room only`(call: String) throws {
        let ban = try #require(Self.bans.first { $0.call == call })
        for file in try SourceTree.swiftFiles(below: "Sources") {
            guard !ban.rooms.contains(where: file.path.hasPrefix) else { continue }
            for (index, line) in file.code.enumerated() where holds(line, call) {
                Issue.record("\(file.path):\(index + 1) has \(call): \(ban.reason)")
            }
        }
    }

    @Test func `rule files never wait`() throws {
        for file in try SourceTree.swiftFiles(below: "Sources")
        where Self.ruleRooms.contains(where: file.path.hasPrefix) {
            for (index, line) in file.code.enumerated() {
                for word in ["await ", "async ", "Clock()", "Foundation"] where line.contains(word)
                {
                    Issue.record(
                        "\(file.path):\(index + 1) has \(word): rules decide, a shell waits")
                }
            }
        }
    }

    @Test func `nothing waits to be fixed`() throws {
        let words = ["FIX" + "ME", "TO" + "DO:", "XX" + "X"]
        for file in try SourceTree.swiftFiles(below: "Sources")
            + SourceTree.swiftFiles(below: "Tests")
        {
            for word in words where file.text.contains(word) {
                Issue.record("\(file.path) has \(word): do it, or write an issue")
            }
        }
    }

    @Test func `tests never sleep`() throws {
        for file in try SourceTree.swiftFiles(below: "Tests")
        where !file.path.hasPrefix("Tests/Support/") && !file.path.hasPrefix("Tests/Benchmarks/") {
            for (index, line) in file.code.enumerated() {
                for call in ["Task.sleep", "usleep(", "Thread.sleep", " sleep("]
                where line.contains(call) {
                    Issue.record(
                        "\(file.path):\(index + 1) has \(call): wait for the event, with a deadline"
                    )
                }
            }
        }
    }

    /// Whether a line has the call itself, not the tail of a longer name.
    private func holds(_ line: String, _ call: String) -> Bool {
        var rest = Substring(line)
        while let range = rest.firstRange(of: call) {
            let before = rest[..<range.lowerBound].last ?? " "
            let isName = before.isLetter || before.isNumber || before == "_"
            if call.first?.isLetter != true || !isName && before != "." { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}
