import Canvas
import LabKit
import Testing
import Wire

@testable import WorkshopUI

@Suite struct LabsTests {
    private func key(_ step: String) -> StepKey {
        StepKey(lab: Labs.id, step: step)
    }

    private func atPublishing() throws -> Model {
        var model = try Fixture.ready(split: true)
        model.press(.enter, .enter)
        return model
    }

    @Test func `Enter opens the lab at its first step to do, Enter again the step`() throws {
        var model = try Fixture.ready(split: true)
        #expect(
            model.press(.enter) == [.savePlace(Place(screen: .labs, lab: Labs.id))])
        #expect(model.labs.stepSelection == 3)
        #expect(
            model.press(.enter) == [
                .savePlace(Place(screen: .labs, lab: Labs.id, step: "publish-account"))
            ])
        #expect(model.press(.escape, .escape).last == .savePlace(Place()))
        #expect(model.press(.escape) == [])
    }

    @Test func `a lab that is not built says so`() throws {
        var model = try Fixture.ready()
        #expect(model.press(.down, .enter) == [])
        #expect(model.screenRows.last == " ✗ Not in this version yet.")
    }

    @Test func `what is typed before the labs are read is done when they are`() throws {
        var model = Fixture.empty()
        #expect(model.press(.enter, .down, .enter, .character("c")) == [])
        #expect(model.labs.openLab == nil)
        let lab = try Labs.microservices()
        let second = StepKey(lab: lab.id, step: lab.steps[1].id)
        let commands = model.update(.labsArrived([lab], LabProgress()))
        #expect(
            commands == [
                .savePlace(Place(screen: .labs, lab: lab.id)),
                .savePlace(Place(screen: .labs, lab: lab.id, step: second.step)),
                .check(second, .asked),
            ])
        #expect(model.labs.typedAhead == [])
    }

    @Test func `keys of a step left open wait for the labs, as does all that follows`() throws {
        var model = Model(
            settings: Fixture.settings, language: .english, size: Size(width: 80, height: 24),
            place: Place(screen: .labs, lab: Labs.id, step: Labs.publish.step))
        #expect(model.press(.character("c")) == [])
        let commands = model.update(.labsArrived([try Labs.microservices()], LabProgress()))
        #expect(commands.last == .check(Labs.publish, .asked))
    }

    @Test func `who types on and on before the labs are read is told to wait, and can quit`() {
        var model = Fixture.empty()
        for _ in 0..<LabsState.typedAheadLimit { _ = model.press(.enter) }
        #expect(model.screenRows.last?.contains("reading the labs…") == false)
        _ = model.press(.enter)
        #expect(model.screenRows.last == " ✗ reading the labs…")
        #expect(model.press(.character("q")).last == .quit(exitCode: 0))
    }

    @Test func `a session goes on where it was left`() throws {
        var model = Model(
            settings: Fixture.settings, language: .english, size: Size(width: 80, height: 24),
            place: Place(screen: .labs, lab: Labs.id, step: "publish-account"))
        _ = model.update(.labsArrived([try Labs.microservices()], LabProgress()))
        #expect(model.labs.step?.id == "publish-account")
    }

    @Test func `a session that ended at a step that is done goes on at the next one to do`() throws
    {
        for (step, expected) in [
            ("open-and-buy", "publish-account"), ("publish-account", "publish-account"),
        ] {
            var model = Model(
                settings: Fixture.settings, language: .english, size: Size(width: 80, height: 24),
                place: Place(screen: .labs, lab: Labs.id, step: step))
            _ = model.update(.labsArrived([try Labs.microservices()], Fixture.splitProgress))
            #expect(model.labs.step?.id == expected)
        }
    }

    @Test func `a place that is gone is left for what is there`() throws {
        var model = Model(
            settings: Fixture.settings, language: .english, size: Size(width: 80, height: 24),
            place: Place(screen: .labs, lab: Labs.id, step: "gone"))
        _ = model.update(.labsArrived([try Labs.microservices()], LabProgress()))
        #expect(model.place == Place(screen: .labs, lab: Labs.id))
        _ = model.update(.labsArrived([], LabProgress()))
        #expect(model.place == Place())
    }

    @Test func `c checks as asked`() throws {
        var model = try atPublishing()
        #expect(model.press(.character("c")) == [.check(Labs.publish, .asked)])
        #expect(model.labs.busy?.action == .check && model.labs.busy?.step == Labs.publish)
        #expect(model.press(.character("c")) == [])
        _ = model.update(
            .verdictsArrived(Labs.publish, Labs.verdicts, Fixture.splitProgress))
        #expect(model.labs.busy == nil)
        #expect(model.screenText.contains("✗ BalanceMngFacade:1.0:user0 has a provider"))
        #expect(model.screenText.contains("expected 1 or more, found 0"))
        #expect(model.screenText.contains("look at account.yaml:7"))
    }

    @Test func `when all checks hold c passes the step, and nothing else does`() throws {
        var model = try Fixture.ready()
        model.press(.enter, .enter)
        let step = key("open-and-buy")
        var verdict = Labs.verdicts[0]
        verdict.id = "sold"
        _ = model.update(.verdictsArrived(step, [verdict], LabProgress()))
        #expect(model.screenText.contains("all hold: press c to pass"))
        #expect(model.press(.character("c")) == [.check(step, .asked)])
    }

    @Test func `h shows one hint after the other and counts them`() throws {
        var model = try atPublishing()
        #expect(model.press(.character("h")) == [.hint(Labs.publish, level: 1)])
        #expect(model.press(.character("h")) == [.hint(Labs.publish, level: 2)])
        #expect(model.press(.character("h")) == [])
        #expect(model.screenRows.last?.contains("there are no more hints") == true)
    }

    @Test func `solve and reset ask first`() throws {
        var model = try atPublishing()
        #expect(model.press(.character("s")) == [])
        #expect(model.question == .solve(Labs.publish))
        #expect(model.press(.enter) == [.solve(Labs.publish)])
        let done = model.update(
            .stepActionFinished(.solve, Labs.publish, Fixture.splitProgress))
        #expect(done == [.check(Labs.publish, .watching)])
        #expect(model.press(.character("r"), .enter) == [])
        #expect(model.question == .reset(Labs.publish))
        #expect(model.press(.character("y")) == [.reset(Labs.publish)])
    }

    @Test func `a solve that fails says why beside the checks`() throws {
        var model = try atPublishing()
        model.press(.character("s"), .enter)
        _ = model.update(
            .stepActionRefused(
                .solve, Labs.publish, .init(chinese: "账户没有启动", english: "account did not start")))
        #expect(model.labs.busy == nil)
        #expect(model.screenText.contains("✗ account did not start"))
    }

    @Test func `n and p go through the steps and stop at the ends`() throws {
        var model = try Fixture.ready()
        model.press(.enter, .enter)
        #expect(model.press(.character("p")) == [])
        #expect(model.screenRows.last?.contains("this is the first step") == true)
        #expect(
            model.press(.character("n")) == [
                .savePlace(Place(screen: .labs, lab: Labs.id, step: "look-into-registry"))
            ])
        model.press(.character("n"), .character("n"))
        #expect(model.press(.character("n")) == [])
        #expect(model.labs.step?.id == "publish-account")
    }

    @Test func `y copies the step's box and e opens its file`() throws {
        var model = try atPublishing()
        #expect(
            model.press(.character("y")) == [
                .copy("services:\n  - interface: BalanceMngFacade\n    binding: bolt")
            ])
        #expect(model.press(.character("e")) == [.editFile("account.yaml")])
        model.labs.openStep = "open-and-buy"
        #expect(model.press(.character("y"), .character("e")) == [])
    }

    @Test func `a passed step shows why it is so`() throws {
        var model = try Fixture.ready(split: true)
        model.press(.enter, .home, .enter)
        #expect(model.screenText.contains("✓ Passed. Press n for the next step."))
        #expect(model.screenText.contains("Stock and money moved inside one process."))
        #expect(!model.screenText.contains("Press 2 for the shop"))
    }

    @Test func `S skips after a question`() throws {
        var model = try atPublishing()
        #expect(model.press(.character("k")) == [], "k only goes up")
        #expect(model.press(.character("S")) == [])
        #expect(model.question == .skip(Labs.publish))
        #expect(model.press(.character("n")) == [])
        model.press(.character("S"))
        #expect(model.press(.enter) == [.skip(Labs.publish)])
        var progress = Fixture.splitProgress
        progress.handle(.skipped(Labs.publish), atMilliseconds: 0)
        #expect(model.update(.stepActionFinished(.skip, Labs.publish, progress)) == [])
        #expect(model.screenText.contains("Done for you and counted as skipped."))
    }

    @Test func `a long text scrolls and its checks stay in sight`() throws {
        var model = try Fixture.ready(split: true)
        _ = model.update(.resized(Size(width: 80, height: 20)))
        model.press(.enter, .enter, .character("h"), .character("h"))
        #expect(model.screenText.contains("Set binding: bolt and save."))
        #expect(model.screenText.contains("the bookstore was told"))
        model.press(.home)
        #expect(model.screenText.contains("Publish the account service"))
        #expect(model.screenText.contains("more below"))
        model.press(.end)
        #expect(model.labs.scroll == model.stepOverflow)
    }
}

/// The question of a lab, and the commands of a step.
@Suite struct StepDoingTests {
    private let key = StepKey(lab: Labs.id, step: "open-and-buy")

    private func atFirst(asking: Bool) throws -> Model {
        var lab = try Labs.microservices()
        lab.steps[0].text.english.task.append(
            .code(title: "", lines: ["workshop buy 00001"]))
        if asking { lab.steps[0].checks[0].question = .quiz }
        var model = try Fixture.ready(.english)
        _ = model.update(.labsArrived([lab], LabProgress()))
        model.press(.enter, .home, .enter)
        return model
    }

    @Test func `Enter takes an answer where a step asks, and says elsewhere that it does not`()
        throws
    {
        var model = try atFirst(asking: true)
        #expect(model.screenText.contains("Enter answer"))
        model.press(.enter)
        for character in "the registry" { model.press(.character(character)) }
        #expect(model.press(.enter) == [.answer(key, "the registry")])
        var other = try atFirst(asking: false)
        other.press(.enter)
        #expect(other.screenText.contains("this step asks no question"))
    }

    @Test func `x runs a step's command and shows the end of what it wrote`() throws {
        var model = try atFirst(asking: false)
        #expect(model.press(.character("x")) == [.runCommand(key, "workshop buy 00001")])
        #expect(model.screenText.contains("running…"))
        let outcome = CommandOutcome(ending: .ended(status: 1), output: "no shop\nstart it\n")
        _ = model.update(.commandFinished(key, "workshop buy 00001", outcome))
        for text in ["$ workshop buy 00001", "ended with status 1", "no shop", "start it"] {
            #expect(model.screenText.contains(text), "\(text)\n\(model.screenText)")
        }
    }

    @Test func `a whole lab is taken back from its list of steps, after a question`() throws {
        var model = try Fixture.ready(split: true)
        model.press(.enter)
        _ = model.update(.verdictsArrived(Labs.publish, Labs.verdicts, Fixture.splitProgress))
        #expect(model.press(.character("r")) == [])
        #expect(model.question == .resetLabs(.lab(Labs.id)))
        #expect(model.press(.enter) == [], "Enter is no yes here")
        #expect(model.press(.character("y")) == [.resetLabs(.lab(Labs.id))])
        #expect(model.screenText.contains("resetting…"))
        #expect(!model.losesNothing)
        #expect(model.press(.character("r")) == [], "once is enough")
        #expect(model.question == nil)
        _ = model.update(.labsReset(.lab(Labs.id), LabProgress()))
        #expect(model.screenText.contains("Back at the beginning."))
        #expect(model.labs.progress == LabProgress())
        #expect(model.labs.verdicts.isEmpty)
        #expect(model.losesNothing)
    }

    @Test func `all labs are taken back by a command, and what fails is said`() throws {
        var model = try Fixture.ready(split: true)
        model.press(.character(":"))
        model.type("reset all")
        model.press(.enter)
        #expect(model.question == .resetLabs(.all))
        #expect(model.press(.character("y")) == [.resetLabs(.all)])
        let reason = LocalizedText(chinese: "监管进程没有回应", english: "the supervisor is away")
        _ = model.update(.labsNotReset(reason))
        #expect(model.screenRows.last?.contains("the supervisor is away") == true)
        #expect(model.labs.progress == Fixture.splitProgress)
        #expect(model.losesNothing)
        model.press(.character(":"))
        model.type("reset everything")
        model.press(.enter)
        #expect(model.screenText.contains("it is written: reset [lab|all]"))
    }

    @Test func `checks that ask what nobody tells of are looked at every five seconds`() throws {
        let definition = """
            id: 01-outside
            order: 1
            time: 09:20-10:10
            steps:
              - id: tool
                checks:
                  - {id: works, run: "workshop status"}
                solve:
                  - start: account
                reset:
                  - stop: account
            """
        let words = """
            # Outside
            A lab.

            ## tool: A tool
            ### now
            Now.
            ### do
            Do.
            ### see
            See.
            ### why
            Why.
            ### try
            Try.
            ### hint 1
            One.
            ### hint 2
            Two.
            ### check works: It works
            Look.
            """
        let lab = try LabSource(
            folder: "01-outside", definition: definition, chinese: words, english: words
        ).lab().get()
        var model = try Fixture.ready()
        _ = model.update(.labsArrived([lab], LabProgress()))
        model.press(.enter, .enter)
        let key = StepKey(lab: lab.id, step: "tool")
        let look = Command.check(key, .watching)
        #expect(model.update(.ticked(model.now + 10)).contains(look))
        _ = model.update(.verdictsArrived(key, [], LabProgress()))
        let answered = model.now
        while model.nextTick <= answered + 6_000 {
            if model.update(.ticked(model.nextTick)).contains(look) { break }
        }
        #expect(model.now == answered + 5_000)
    }
}
