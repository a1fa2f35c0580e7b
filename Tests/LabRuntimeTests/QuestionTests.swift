import LabKit
import LabRuntime
import Synchronization
import TestSupport
import Testing
import Wire

/// Checks that ask for themselves, on the double.
@Suite struct QuestionTests {
    static let definition = """
        id: 01-microservices
        order: 1
        time: 09:20-10:10
        steps:
          - id: asks
            checks:
              - {id: page, http: {component: bookstore, path: /}, expects: "== 200"}
              - {id: command, run: "true"}
              - {id: quiz, quiz: [registry, 注册中心]}
              - {id: bought, kind: edge, reads: bookstore.orders, expects: ">= 1"}
            solve:
              - run: "true"
              - buy: {code: "00001"}
              - answer: quiz
            reset:
              - forget: quiz
              - wipe: data
          - id: fails
            checks:
              - {id: command, run: "false"}
            solve: [{run: "false"}]
            reset: [{wipe: data}]
        """

    static func words() -> String {
        let sections = ["now", "do", "see", "why", "try", "hint 1", "hint 2"]
            .map { "### \($0)\nWords, {{bookstore.orders}} orders." }.joined(separator: "\n")
        func check(_ id: String) -> String { "### check \(id): \(id)\nDo it." }
        return """
            # Title
            ## asks: Asks
            \(sections)
            \(["page", "command", "quiz", "bought"].map(check).joined(separator: "\n"))
            ## fails: Fails
            \(sections)
            \(check("command"))
            """
    }

    private let key = StepKey(lab: "01-microservices", step: "asks")

    private func session(_ workshop: WorkshopDouble) throws -> LabSession {
        let lab = try LabSource(
            folder: key.lab, definition: Self.definition, chinese: Self.words(),
            english: Self.words()
        ).lab().get()
        return workshop.session([lab])
    }

    @Test func `a step passes with an answer, a purchase, a page and a command`() async throws {
        try await withScratchFolder("asks") { folder in
            let workshop = try WorkshopDouble(folder)
            let session = try session(workshop)
            #expect(try await session.check(key).map(\.passed) == [true, true, false, false])
            #expect(try session.openQuestion() == key)
            let wrong = try await session.answer(key, "me")
            #expect(wrong.verdicts.map(\.passed) == [true, true, false, false])
            try await workshop.doors.buy(.init(code: "00001"), 0)
            #expect(try await session.check(key, .watching).map(\.passed).last == true)
            // The edge stays when the data are gone.
            workshop.state.withLock { $0.shop.orders = 0 }
            let right = try await session.answer(key, "Registry")
            #expect(right.verdicts.allPassed)
            #expect(session.progress().progress[key].state == .passed)
            #expect(session.progress().progress[key].tries == 3)
        }
    }

    @Test func `solving answers too, and reset forgets`() async throws {
        try await withScratchFolder("solves") { folder in
            let workshop = try WorkshopDouble(folder)
            let session = try session(workshop)
            #expect(try await session.solve(key).allPassed)
            #expect(session.progress().progress[key].memory.answers == ["quiz": "registry"])
            try await session.reset(key)
            #expect(session.progress().progress[key].memory == StepMemory())
            #expect(try await session.check(key).map(\.passed) == [true, true, false, false])
        }
    }

    @Test func `a command that fails fails its check and its solve`() async throws {
        try await withScratchFolder("fails") { folder in
            let session = try session(try WorkshopDouble(folder))
            let key = StepKey(lab: key.lab, step: "fails")
            let verdict = try await session.check(key)[0]
            #expect(verdict.code == .differs && verdict.found.english == "1")
            let failure = await #expect(throws: LabFailure.self) { try await session.solve(key) }
            #expect(failure?.code == "command_failed")
        }
    }

    @Test func `a component that is stopped answers no request`() async throws {
        try await withScratchFolder("stopped") { folder in
            let workshop = try WorkshopDouble(folder)
            let session = try session(workshop)
            try await workshop.doors.control(.stop, WorkshopDouble.bookstore)
            let verdict = try await session.check(key)[0]
            #expect(verdict.code == .unreadable)
            #expect(verdict.found.english == "bookstore is not running")
        }
    }

    @Test func `watching tells what changed and ends when everything holds`() async throws {
        try await withScratchFolder("watch") { folder in
            let workshop = try WorkshopDouble(folder)
            let session = try session(workshop)
            _ = try await session.answer(key, "registry")
            workshop.state.withLock {
                $0.comings = [{ _ in }, { _ in }, { $0.shop.orders = 1 }]
            }
            let told = Mutex<[[Bool]]>([])
            let last = try await session.watch(key) { reading in
                told.withLock { $0.append(reading.verdicts.map(\.passed)) }
            }
            #expect(last.verdicts.allPassed)
            #expect(
                told.withLock { $0 } == [[true, true, true, false], [true, true, true, true]])
            #expect(session.progress().progress[key].state == .passed)
        }
    }
}
