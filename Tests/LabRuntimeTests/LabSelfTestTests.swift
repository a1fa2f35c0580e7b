import LabKit
import LabRuntime
import TestSupport
import Testing
import Wire

@Suite struct LabSelfTestTests {
    @Test func `every step of a lab fails, is solved, stays solved and is taken back`()
        async throws
    {
        try await withScratchFolder("self-test") { folder in
            let workshop = try WorkshopDouble(folder)
            let session = workshop.session()
            #expect(WorkshopDouble.labs.load().problems.isEmpty)
            for lab in session.labs where WorkshopDouble.plays(lab) {
                let report = await LabSelfTest(
                    lab, in: session, timekeeper: workshop.doors.timekeeper
                ).run()
                #expect(report.steps.map(\.id) == lab.steps.map(\.id))
                for step in report.steps { #expect(step.isSound, "\(step)") }
            }
        }
    }

    @Test func `a lab from start to end passes step by step`() async throws {
        try await withScratchFolder("in-order") { folder in
            let workshop = try WorkshopDouble(folder)
            let session = workshop.session()
            for lab in session.labs where WorkshopDouble.plays(lab) {
                for step in lab.steps {
                    let key = StepKey(lab: lab.id, step: step.id)
                    #expect(try await !session.check(key).allPassed, "\(step.id)")
                    let verdicts = try await session.solve(key)
                    #expect(verdicts.allPassed, "\(step.id) \(verdicts)")
                }
                #expect(
                    session.listing(in: .english).labs.first { $0.id == lab.id }?.steps
                        .allSatisfy { $0.state == .passed && $0.tries == 1 } == true)
            }
        }
    }

    @Test func `a lab whose end comes first brings about what it needs`() async throws {
        try await withScratchFolder("last-first") { folder in
            let workshop = try WorkshopDouble(folder)
            let key = StepKey(lab: "01-microservices", step: "second-instance")
            #expect(try await workshop.session().solve(key).allPassed)
        }
    }
}
