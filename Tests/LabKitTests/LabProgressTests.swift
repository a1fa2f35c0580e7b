import Foundation
import LabKit
import TestSupport
import Testing

@Suite struct LabProgressTests {
    private let first = StepKey(lab: "01", step: "a")
    private let second = StepKey(lab: "01", step: "b")

    @Test func `a step counts its tries until it passes, and its seconds while it is open`() {
        var progress = LabProgress()
        progress.handle(.opened(first), atMilliseconds: 1_000)
        progress.handle(.checked(first, passed: false), atMilliseconds: 4_400)
        progress.handle(.hintTaken(first, level: 1), atMilliseconds: 5_000)
        progress.handle(.checked(first, passed: true), atMilliseconds: 9_600)
        progress.handle(.checked(first, passed: true), atMilliseconds: 20_000)
        let record = progress[first]
        #expect(record.state == .passed)
        #expect(record.tries == 2 && record.hintsUsed == 1 && record.seconds == 8)
        #expect(!record.solved && progress.current == first)
    }

    @Test func `a passed step stays passed when a later check fails`() {
        var progress = LabProgress()
        progress.handle(.checked(first, passed: true), atMilliseconds: 0)
        progress.handle(.checked(first, passed: false), atMilliseconds: 1)
        progress.handle(.skipped(first), atMilliseconds: 2)
        #expect(progress[first].state == .passed)
    }

    @Test func `reset brings a step back and keeps what it cost`() {
        var progress = LabProgress()
        progress.handle(.hintTaken(first, level: 2), atMilliseconds: 0)
        progress.handle(.solved(first), atMilliseconds: 1)
        #expect(progress[first].solved)
        progress.handle(.reset(first), atMilliseconds: 2)
        #expect(progress[first].state == .todo && progress[first].hintsUsed == 2)
        #expect(!progress[first].solved)
    }

    @Test func `solving what was passed by hand takes nothing from it`() {
        var progress = LabProgress()
        progress.handle(.checked(first, passed: true), atMilliseconds: 0)
        progress.handle(.solved(first), atMilliseconds: 1)
        #expect(!progress[first].solved)
    }

    @Test func `a long pause counts for ten minutes and a clock set back for nothing`() {
        var progress = LabProgress()
        progress.handle(.opened(first), atMilliseconds: 0)
        progress.handle(.checked(first, passed: false), atMilliseconds: 9_000_000)
        #expect(progress[first].seconds == 600)
        progress.handle(.checked(first, passed: false), atMilliseconds: 1_000)
        progress.handle(.opened(second), atMilliseconds: 3_000)
        #expect(progress[first].seconds == 602)
    }

    @Test func `time after closing is nobody's`() {
        var progress = LabProgress()
        progress.handle(.opened(first), atMilliseconds: 0)
        progress.handle(.closed, atMilliseconds: 2_000)
        progress.handle(.checked(first, passed: false), atMilliseconds: 60_000)
        #expect(progress[first].seconds == 2)
    }

    @Test func `a lab taken back is forgotten, and so is everything`() {
        var progress = LabProgress()
        let other = StepKey(lab: "02", step: "a")
        for key in [first, other] {
            progress.handle(.opened(key), atMilliseconds: 0)
            progress.handle(.checked(key, passed: true), atMilliseconds: 5_000)
        }
        progress.handle(.labReset("02"), atMilliseconds: 9_000)
        #expect(progress.current == nil)
        #expect(Array(progress.records.keys) == [first])
        progress.handle(.opened(first), atMilliseconds: 9_000)
        progress.handle(.allReset, atMilliseconds: 9_000)
        #expect(progress == LabProgress())
    }

    @Test func `progress of a newer version is not taken for ours`() throws {
        let data = Data(#"{"version":2,"steps":[]}"#.utf8)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(LabProgress.self, from: data)
        }
    }

    @Test func `what is kept is read back`() throws {
        var progress = LabProgress()
        progress.handle(.opened(second), atMilliseconds: 0)
        progress.handle(.skipped(first), atMilliseconds: 0)
        progress.handle(.closed, atMilliseconds: 0)
        let data = try JSONEncoder().encode(progress)
        #expect(try JSONDecoder().decode(LabProgress.self, from: data) == progress)
    }
}
