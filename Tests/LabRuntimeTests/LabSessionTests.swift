import Foundation
import HomeFiles
import LabKit
import LabRuntime
import Synchronization
import TestSupport
import Testing
import Wire

@Suite struct LabSessionTests {
    private let first = StepKey(lab: "01-microservices", step: "open-and-buy")
    private let ids = StepKey(lab: "01-microservices", step: "set-unique-id")
    private let second = StepKey(lab: "01-microservices", step: "second-instance")

    @Test func `without a workshop every check says so and none passes`() async throws {
        try await withScratchFolder("down") { folder in
            let workshop = try WorkshopDouble(folder)
            workshop.state.withLock { $0.isUp = false }
            let session = workshop.session()
            for lab in session.labs {
                for step in lab.steps where step.quiz == nil {
                    let verdicts = try await session.check(
                        StepKey(lab: lab.id, step: step.id), .watching)
                    #expect(
                        verdicts.allSatisfy {
                            $0.code == .unreadable
                                && $0.found.english == "the workshop is not running"
                                && $0.next.chinese.contains("workshop up")
                        })
                }
            }
            await #expect(throws: LabFailure.workshopDown) { try await session.solve(first) }
        }
    }

    @Test func `a component that says nothing passes no check`() async throws {
        try await withScratchFolder("silent") { folder in
            let workshop = try WorkshopDouble(folder)
            let session = workshop.session()
            #expect(try await session.solve(first).allPassed)
            workshop.state.withLock { _ = $0.silent.insert(WorkshopDouble.bookstore) }
            let verdicts = try await session.check(first)
            #expect(verdicts.map(\.code) == [.unreadable, .unreadable])
            #expect(verdicts[0].found.english == "bookstore does not answer")
            #expect(session.progress().progress[first].state == .passed)
        }
    }

    @Test func `one silent account makes the sums unknown`() async throws {
        try await withScratchFolder("one-silent") { folder in
            let workshop = try WorkshopDouble(folder)
            let session = workshop.session()
            #expect(try await session.solve(second).allPassed)
            workshop.state.withLock {
                _ = $0.silent.insert(ComponentID("account", ordinal: 2))
            }
            let evidence = await EvidenceGatherer(doors: workshop.doors, layout: workshop.layout)
                .gather()
            #expect(evidence.gaps["account"] == .noAnswer("account-2"))
        }
    }

    @Test func `a file with a mistake is named by the check that reads it`() async throws {
        try await withScratchFolder("mistake") { folder in
            let workshop = try WorkshopDouble(folder)
            let session = workshop.session()
            #expect(try await session.solve(ids).allPassed)
            let path = workshop.layout.accountFile
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try folder.write(text.replacing("\"user0\"", with: "user 0"), to: "home/account.yaml")
            let verdict = try #require(try await session.check(ids).last)
            #expect(verdict.code == .unreadable)
            #expect(
                verdict.found.english.hasPrefix("account.yaml is not in force: account.yaml:5:11"))
            #expect(verdict.found.chinese.contains("uniqueId"))
            let last = try #require(try await session.check(second).first)
            #expect(last.code == .absent)
            #expect(last.next.english.hasPrefix("account.yaml:5:11: bad_unique_id"))
        }
    }

    @Test func `a file saved a moment ago counts in a check that was asked for`() async throws {
        try await withScratchFolder("just-saved") { folder in
            let workshop = try WorkshopDouble(folder)
            let session = workshop.session()
            for file in ["bookstore.yaml", "account.yaml"] {
                let text = try String(
                    contentsOfFile: workshop.layout.path(of: file), encoding: .utf8)
                try folder.write(
                    text.replacing("uniqueId: \"\"", with: "uniqueId: ada"), to: "home/\(file)")
            }
            #expect(try await !session.check(ids, .watching).allPassed)
            #expect(try await session.check(ids).allPassed)
        }
    }

    @Test func `solving sets a broken file aside and keeps comments of a sound one`() async throws {
        try await withScratchFolder("repair") { folder in
            let workshop = try WorkshopDouble(folder)
            try folder.write("mine: [", to: "home/account.yaml")
            let shop = workshop.layout.bookstoreFile
            let text = "# my own words\n" + (try String(contentsOfFile: shop, encoding: .utf8))
            try folder.write(text, to: "home/bookstore.yaml")
            #expect(try await workshop.session().solve(ids).allPassed)
            #expect(
                try String(contentsOfFile: folder.file("home/account.yaml.mine"), encoding: .utf8)
                    == "mine: [")
            #expect(
                try String(contentsOfFile: shop, encoding: .utf8)
                    == text.replacing("uniqueId: \"\"", with: "uniqueId: \"user0\""))
        }
    }

    @Test func `wiping stops who owns the data and starts again who ran`() async throws {
        try await withScratchFolder("wipe") { folder in
            let workshop = try WorkshopDouble(folder)
            let session = workshop.session()
            #expect(try await session.solve(first).allPassed)
            workshop.state.withLock { $0.log = [] }
            try await session.reset(first)
            #expect(workshop.state.withLock { $0.log } == ["stop bookstore", "start bookstore"])
            #expect(session.progress().progress[first].state == .todo)
        }
    }

    @Test func `a whole lab is taken back with one wipe, and its progress forgotten`() async throws
    {
        try await withScratch("whole-lab") { workshop in
            let session = workshop.session()
            #expect(try await session.solve(second).allPassed)
            #expect(try await session.skip(first).allPassed)
            workshop.state.withLock { $0.log = [] }
            try await session.reset(lab: try #require(session.labs.first))
            let log = workshop.state.withLock { $0.log }
            #expect(log.count { $0 == "stop bookstore" } == 1)
            #expect(session.progress().progress == LabProgress())
            for step in session.labs[0].steps {
                let key = StepKey(lab: session.labs[0].id, step: step.id)
                #expect(try await !session.check(key, .watching).allPassed, "\(step.id)")
            }
        }
    }

    @Test func `progress goes to another machine and back`() async throws {
        try await withScratch("export") { workshop in
            let session = workshop.session()
            #expect(try await session.solve(first).allPassed)
            try session.open(ids)
            let text = session.exportProgress()
            let known = session.progress().progress
            try await session.resetAll()
            #expect(session.progress().progress == LabProgress())
            for broken in ["", "{}", "[]", #"{"version":9,"steps":[]}"#] {
                let failure = #expect(throws: LabFailure.self) {
                    try session.importProgress(broken)
                }
                #expect(failure?.code == "not_progress")
            }
            try session.importProgress(text)
            #expect(session.progress().progress[first] == known[first])
            #expect(session.progress().progress.current == ids)
        }
    }

    @Test func `hints go level by level and stay at the last`() async throws {
        try await withScratch("hints") { workshop in
            let session = workshop.session()
            #expect(try session.hint(first).level == 1)
            #expect(try session.hint(first).level == 2)
            let last = try session.hint(first)
            #expect(last.level == 2 && !last.text.chinese.isEmpty)
            #expect(try session.hint(first, level: 1).level == 1)
            #expect(session.progress().progress[first].hintsUsed == 2)
        }
    }

    @Test func `words of the command line find labs and steps`() async throws {
        try await withScratch("words") { workshop in
            let session = workshop.session()
            #expect(try session.keys("1").get().count == 13)
            #expect(try session.keys("01-microservices/set-unique-id").get() == [ids])
            #expect(try session.keys("1/3").get() == [ids])
            #expect(try session.keys(nil).get() == [first])
            #expect(try await session.skip(first).allPassed)
            #expect(session.progress().progress[first].state == .skipped)
            #expect(
                try session.keys(nil).get() == [
                    StepKey(lab: "01-microservices", step: "look-into-registry")
                ])
            try session.open(ids)
            #expect(try session.keys(nil).get() == [ids])
            #expect(session.keys("9").code == "unknown_lab")
            #expect(session.keys("1/99").code == "unknown_step")
            #expect(session.keys("").code == "unknown_lab")
        }
    }

    private func withScratch(
        _ name: String, _ body: (WorkshopDouble) async throws -> Void
    ) async throws {
        try await withScratchFolder(name) { try await body(WorkshopDouble($0)) }
    }
}

extension Result where Failure == LabFailure {
    fileprivate var code: String? {
        if case .failure(let failure) = self { failure.code } else { nil }
    }
}
