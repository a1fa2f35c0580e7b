import Foundation
import TestSupport
import Testing
import Wire

/// The labs from the command line, with real components.
@Suite struct LabJourneys {
    /// One line of `lab watch --json`.
    struct Watched: Decodable {
        struct Check: Decodable {
            let id: String
            let passed: Bool
        }

        let passed: Bool
        let checks: [Check]
    }

    @Test func `commands in several terminals at once lose nothing`() async throws {
        try await Workshop.with("several") { workshop in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...13 {
                    group.addTask {
                        let run = try await workshop.run("lab", "hint", "1/\(number)")
                        #expect(run.status == 0, "\(run.errors)")
                    }
                }
                try await group.waitForAll()
            }
            let list = try await workshop.ask(LabListAnswer.self, "lab", "list")
            #expect(list.labs.first?.steps.map(\.hintsUsed) == Array(repeating: 1, count: 13))
        }
    }

    @Test func `progress is exported, taken back with a question, and imported`() async throws {
        try await Workshop.with("carry") { workshop in
            _ = try await workshop.run("up", "--detach")
            #expect(try await workshop.run("lab", "solve", "1/3").status == 0)
            #expect(try await workshop.run("lab", "jump", "1/3").status == 0)
            let file = workshop.folder.file("mine.json")
            #expect(try await workshop.run("lab", "export", file).status == 0)

            let refused = try await workshop.run("lab", "reset", "--all")
            #expect(refused.status == 2 && refused.errors.contains("--force"))
            #expect(try await workshop.run("lab", "reset", "1", "--all", "--force").status == 2)
            #expect(try await workshop.run("lab", "reset", "--all", "--force").status == 0)
            #expect(try workshop.text(of: "bookstore.yaml").contains("uniqueId: \"\""))
            let list = try await workshop.ask(LabListAnswer.self, "lab", "list")
            #expect(list.labs.first?.steps.map(\.state) == Array(repeating: "todo", count: 13))
            #expect(list.current == nil)

            #expect(try await workshop.run("lab", "import", file).status == 0)
            let back = try await workshop.ask(LabListAnswer.self, "lab", "list")
            #expect(back.labs.first?.steps.map(\.state)[2] == "passed")
            #expect(back.labs.first?.steps[2].solved == true)
            #expect(back.current == "01-microservices/set-unique-id")
            #expect(try await workshop.run("lab", "import", file).status == 2)
        }
    }

    @Test func `the question of Lab 1 is answered, and a command of a step run`() async throws {
        try await Workshop.with("answer") { workshop in
            _ = try await workshop.run("up", "--detach")
            let wrong = try await workshop.run("lab", "answer", "account")
            #expect(wrong.status == 1 && wrong.output.contains("the right answer"))
            #expect(try await workshop.run("lab", "answer", "注册中心。").status == 0)
            let run = try await workshop.run("lab", "run", "1/1")
            #expect(run.status == 0, "\(run.output)\(run.errors)")
            #expect(run.output.hasPrefix("$ workshop buy 00001\n"))
            #expect(try await workshop.run("lab", "check", "1/1").status == 0)
            #expect(try await workshop.run("lab", "run", "1/3", "--number", "7").status == 2)
        }
    }

    @Test func `a new lab lints and proves itself, and a stranger's commands wait for trust`()
        async throws
    {
        try await Workshop.with("author") { workshop in
            var environment = workshop.environment
            environment["WORKSHOP_LABS"] = workshop.folder.file("labs")
            func run(_ arguments: String...) async throws -> ProgramRun {
                try await ProgramRun.run(
                    Workshop.binary, arguments, environment: environment, in: workshop.folder)
            }
            // A folder of labs begins with one that is copied.
            try FileManager.default.createDirectory(
                atPath: workshop.folder.file("labs"), withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                atPath: "\(Workshop.labs)/01-microservices",
                toPath: workshop.folder.file("labs/01-microservices"))
            #expect(try await run("author", "new", "02-mine").status == 0)
            #expect(try await run("author", "new", "02-mine").status == 1)
            #expect(try await run("author", "new", "Not a name").status == 2)
            let lint = try await run("author", "lint")
            #expect(lint.status == 0, "\(lint.output)")
            let report = workshop.folder.file("report.xml")
            let test = try await run("author", "test", "02-mine", "--junit", report)
            #expect(test.status == 0, "\(test.output)\(test.errors)")
            let xml = try String(contentsOfFile: report, encoding: .utf8)
            #expect(xml.contains("tests=\"2\" failures=\"0\""))

            let file = workshop.folder.file("labs/02-mine/lab.yaml")
            let text = try String(contentsOfFile: file, encoding: .utf8)
            let marker = workshop.folder.file("it-ran")
            let command = "run: \"touch \(marker)\""
            let asking = text.replacing(
                "http: {component: bookstore, path: /health}, expects: \"== 200\"", with: command
            )
            try asking.write(toFile: file, atomically: true, encoding: .utf8)
            let check = try await run("lab", "check", "02-mine/1")
            #expect(check.status == 1 && check.output.contains("workshop author trust"))
            #expect(!FileManager.default.fileExists(atPath: marker))
            #expect(try await run("author", "trust", "labs").status == 2)
            let trust = try await run("author", "trust", workshop.folder.file("labs"), "--force")
            #expect(trust.status == 0 && trust.output.contains("$ touch"), "\(trust.errors)")
            _ = try await run("lab", "check", "02-mine/1")
            #expect(FileManager.default.fileExists(atPath: marker))
            try FileManager.default.removeItem(atPath: marker)
            try (asking + "# changed\n").write(toFile: file, atomically: true, encoding: .utf8)
            _ = try await run("lab", "check", "02-mine/1")
            #expect(!FileManager.default.fileExists(atPath: marker))
        }
    }

    @Test(arguments: [("01-microservices", 13), ("03-transactions", 11)])
    func `every step of a built lab proves itself with real components`(
        lab: String, steps: Int
    ) async throws {
        struct Report: Decodable {
            struct Step: Decodable {
                let id: String
                let failsBefore: Bool
                let passesAfter: Bool
                let idempotent: Bool
                let failsAfterReset: Bool
            }

            let steps: [Step]
        }
        try await Workshop.with("proof") { workshop in
            // The bar is a minute.
            let run = try await ProgramRun.run(
                Workshop.binary, ["author", "test", lab, "--json"],
                environment: workshop.environment,
                in: workshop.folder, within: .seconds(60))
            #expect(run.status == 0, "\(run.errors)")
            let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
            #expect(report.steps.count == steps)
            for step in report.steps {
                #expect(
                    step.failsBefore && step.passesAfter && step.idempotent && step.failsAfterReset,
                    "\(step.id)")
            }
        }
    }

    @Test func `watching tells of a purchase as it happens, and passes the step`() async throws {
        try await Workshop.with("watch") { workshop in
            _ = try await workshop.run("up", "--detach")
            let output = workshop.folder.file("watched")
            let watcher = Task {
                try await ProgramRun.run(
                    "/bin/sh",
                    ["-c", "exec \(Workshop.binary) lab watch 1/1 --json > \(output)"],
                    environment: workshop.environment, in: workshop.folder)
            }
            @Sendable func lines() -> [Watched] {
                let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
                return text.split(separator: "\n").compactMap {
                    try? JSONDecoder().decode(Watched.self, from: Data($0.utf8))
                }
            }
            try await eventually("the first verdicts") { lines().first?.passed == false ? 1 : nil }
            let clock = ContinuousClock()
            _ = try await workshop.run("buy", "00001")
            let bought = clock.now
            try await eventually("the pass") { lines().last?.passed == true ? 1 : nil }
            // The whole purchase is behind us; what is left is within a third of a second, and slow
            // machines are given more.
            #expect(clock.now - bought < .seconds(1))
            #expect(try await watcher.value.status == 0)
            let list = try await workshop.ask(LabListAnswer.self, "lab", "list")
            #expect(list.labs.first?.steps.first?.state == "passed")
        }
    }
}
