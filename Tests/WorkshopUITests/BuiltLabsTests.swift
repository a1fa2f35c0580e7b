import Canvas
import Foundation
import LabKit
import Testing
import Wire

@testable import WorkshopUI

/// The labs of this version on the screen.
@Suite struct BuiltLabsTests {
    private func lab(_ folder: String) throws -> Lab {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Labs/\(folder)")
        func text(_ name: String) throws -> String {
            try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
        }
        func names(_ name: String) throws -> [String] {
            try FileManager.default.contentsOfDirectory(
                atPath: root.appendingPathComponent(name).path)
        }
        return try LabSource(
            folder: folder, definition: try text("lab.yaml"), chinese: try text("zh.md"),
            english: try text("en.md"), files: try names("files"),
            solution: try names("solution")
        ).lab().get()
    }

    @Test(arguments: Language.allCases)
    func `every step of Lab 1 stands on a screen of 80x24 before and after it is passed`(
        language: Language
    ) throws {
        let lab = try lab("01-microservices")
        for isPassed in [false, true] {
            var progress = LabProgress()
            for step in lab.steps where isPassed {
                progress.handle(
                    .checked(StepKey(lab: lab.id, step: step.id), passed: true), atMilliseconds: 0)
            }
            var model = try Fixture.ready(language)
            _ = model.update(.labsArrived([lab], progress))
            model.press(.enter, .home, .enter)
            for step in lab.steps {
                #expect(
                    model.stepOverflow == 0,
                    "\(step.id), passed: \(isPassed)\n\(model.screenText)")
                model.press(.character("n"))
            }
        }
    }

    @Test(arguments: Language.allCases)
    func `the step that publishes the account, as attendees see it`(language: Language) throws {
        let lab = try lab("01-microservices")
        let key = StepKey(lab: lab.id, step: "publish-account")
        let index = try #require(lab.steps.firstIndex { $0.id == key.step })
        var progress = LabProgress()
        for step in lab.steps[..<index] {
            progress.handle(
                .checked(StepKey(lab: lab.id, step: step.id), passed: true),
                atMilliseconds: Fixture.start)
        }
        var model = try Fixture.ready(language)
        _ = model.update(.labsArrived([lab], progress))
        model.press(.enter, .enter)
        let evidence = Evidence(
            tree: [
                "components": ["account": ["state": "stopped"]],
                "registry": ["providers": 0], "bookstore": ["providers": []],
            ], gaps: [:])
        let verdicts = lab.steps[index].checks.map { $0.verdict(on: evidence) }
        _ = model.update(.verdictsArrived(key, verdicts, progress))
        try Golden.expect(model, "lab-publish")
    }
}
