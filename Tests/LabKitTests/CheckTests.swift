import Testing
import Wire

@testable import LabKit

/// Edges, questions of their own, quizzes, live values.
@Suite struct CheckTests {
    private func check(
        _ id: String = "c", _ kind: Check.Kind = .level, _ question: CheckQuestion = .evidence,
        reads: String = "shop.sold", expects: String = ">= 1", after: String? = nil
    ) throws -> Check {
        let next = try #require(LiveText(words: "sold {{shop.sold}}"))
        return Check(
            id: id, title: .init(same: id), kind: kind, question: question,
            reads: try #require(EvidencePath(reads)), expects: try #require(Expectation(expects)),
            after: try after.map { try #require(Expectation($0)) },
            next: .init(chinese: next, english: next))
    }

    private func step(_ checks: Check..., text: StepText = StepText()) -> Step {
        Step(
            id: "s", title: .init(same: "s"), text: .init(chinese: text, english: text),
            checks: checks, hints: [], solve: [], reset: [], needs: [])
    }

    private func evidence(_ sold: JSONValue) -> Evidence {
        Evidence(tree: ["shop": ["sold": sold, "state": "ready"]])
    }

    @Test func `an edge that was seen stays, a level may become otherwise`() throws {
        let step = step(try check("edge", .edge), try check("level"))
        var memory = StepMemory()
        #expect(step.verdicts(on: evidence(0), memory: &memory).map(\.passed) == [false, false])
        #expect(step.verdicts(on: evidence(1), memory: &memory).map(\.passed) == [true, true])
        #expect(memory == StepMemory(edges: ["edge": .done]))
        let after = step.verdicts(on: evidence(0), memory: &memory)
        #expect(after.map(\.passed) == [true, false])
        #expect(after[0].found == .init(chinese: "你做到过", english: "you did it"))
    }

    @Test func `an edge with a baseline waits until that was seen`() throws {
        let step = step(try check("gone", .edge, expects: "== 0", after: ">= 1"))
        var memory = StepMemory()
        let early = step.verdicts(on: evidence(0), memory: &memory)[0]
        #expect(!early.passed && early.expected.english == "1 or more")
        #expect(!step.verdicts(on: evidence(2), memory: &memory)[0].passed)
        #expect(memory.edges == ["gone": .armed])
        #expect(step.verdicts(on: evidence(0), memory: &memory)[0].passed)
        #expect(step.verdicts(on: Evidence(tree: [:]), memory: &memory)[0].passed)
    }

    @Test(arguments: ["registry", " Registry. ", "“REGISTRY”", "ｒｅｇｉｓｔｒｙ", "注册中心", "2"])
    func `a quiz takes an answer however it is typed`(answer: String) throws {
        var quiz = try check("who", .level, .quiz, reads: "answer", expects: "not empty")
        quiz.expects = try #require(Expectation(oneOf: ["registry", "注册中心", "{shop.sold}"]))
        var memory = StepMemory(answers: ["who": answer])
        #expect(step(quiz).verdicts(on: evidence(2), memory: &memory)[0].passed)
    }

    @Test func `a quiz does not tell its answer`() throws {
        var quiz = try check("who", .level, .quiz, reads: "answer", expects: "not empty")
        quiz.expects = try #require(Expectation(oneOf: ["registry"]))
        var memory = StepMemory()
        let open = step(quiz).verdicts(on: evidence(2), memory: &memory)[0]
        #expect(open.code == .absent && open.next.english == "sold 2")
        memory.answers["who"] = "account"
        let wrong = step(quiz).verdicts(on: evidence(2), memory: &memory)[0]
        #expect(wrong.code == .differs)
        #expect(wrong.expected.english == "the right answer" && wrong.found.english == "account")
        #expect(quiz.expects.answer(in: evidence(2)) == "registry")
    }

    @Test func `an answer stands at its place for the check that asked`() throws {
        let first = try check("a", .level, .command("x"), reads: "answer.status", expects: "== 0")
        let second = try check("b", .level, .command("y"), reads: "answer.status", expects: "== 0")
        var memory = StepMemory()
        let verdicts = step(first, second).verdicts(
            on: evidence(0), findings: ["a": .value(["status": 1]), "b": .gap(.overdue("y"))],
            memory: &memory)
        #expect(verdicts.map(\.code) == [.differs, .overdue])
        #expect(verdicts[0].expected.english == "0" && verdicts[0].found.english == "1")
        #expect(verdicts[1].found.english == "y took longer than 10 s and was ended")
        var untrusted = StepMemory()
        let foreign = step(first).verdicts(
            on: evidence(0), findings: ["a": .gap(.untrusted("/labs/x"))], memory: &untrusted)
        #expect(foreign.map(\.code) == [.untrusted])
        #expect(foreign[0].next.english == "read it, then run: workshop author trust /labs/x")
    }

    @Test func `one of several is enough`() throws {
        let check = try check(reads: "shop.state", expects: "one of starting, ready")
        #expect(check.verdict(on: evidence(0)).passed)
        let other = try self.check(reads: "shop.state", expects: "one of failed, {shop.sold}")
        let verdict = other.verdict(on: evidence(3))
        #expect(verdict.expected == .init(chinese: "failed 或 3", english: "failed or 3"))
    }

    @Test func `the same state gives the same words, byte for byte`() throws {
        let check = try check(reads: "shop", expects: "count == 9")
        let members = (0..<20).map { ("k\($0)", JSONValue.number(Double($0))) }
        func words(_ members: [(String, JSONValue)]) -> [String] {
            let tree = JSONValue.object(["shop": .object(Dictionary(members) { $1 })])
            let verdict = check.verdict(on: Evidence(tree: tree))
            return [verdict.expected, verdict.found, verdict.next].map(\.chinese)
        }
        let first = words(members)
        for _ in 0..<20 { #expect(words(members.shuffled()) == first) }
    }

    @Test func `words show live values, and a question mark for what is not known`() throws {
        let block = TextBlock.code(
            title: "", lines: ["curl 127.0.0.1:{{shop.sold}}/{{shop.x}} {a}"])
        let step = step(try check(), text: StepText(now: [block]))
        #expect(step.livePaths.map(\.description).count == 4)
        let values = LiveValues(for: step, from: evidence(80))
        #expect(
            [block].filled(values) == [.code(title: "", lines: ["curl 127.0.0.1:80/? {a}"])])
        #expect(LiveValues().fill("{{shop.sold}}") == "?")
    }

    @Test func `what was kept by an older version is read`() throws {
        let kept = StepMemory(edges: ["a": .armed], answers: ["q": "x"])
        var progress = LabProgress()
        let key = StepKey(lab: "l", step: "s")
        progress.handle(.remembered(key, kept), atMilliseconds: 0)
        #expect(progress[key].memory == kept)
        progress.handle(.reset(key), atMilliseconds: 0)
        #expect(progress[key].memory == StepMemory())
    }
}
