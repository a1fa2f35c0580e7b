import Foundation
import HomeFiles
import LabKit
import LabRuntime
import TestSupport
import Testing

/// Real processes, killed while they write.
@Suite struct ProgressKillTests {
    /// A thousand in `make soak`.
    private static let kills =
        ProcessInfo.processInfo.environment["WORKSHOP_KILLS"].flatMap { Int($0) } ?? 60

    private static let probe =
        (CommandLine.arguments[0] as NSString).deletingLastPathComponent + "/ProgressProbe"

    @Test func `kills during writes leave a readable file that loses nothing`() async throws {
        try await withScratchFolder("kills") { folder in
            let layout = HomeLayout(
                home: folder.path, environment: [:], userID: getuid(), workingDirectory: "/")
            let store = ProgressStore(layout: layout)
            let key = StepKey(lab: "01", step: "a")
            let seed: UInt64 = 2_019
            print("seed \(seed), \(Self.kills) kills")
            var random = SeededRandom(seed: seed)
            var tries = 0
            for number in 1...Self.kills {
                try await killWriter(folder, after: .random(in: 0...4_000, using: &random))
                let (progress, notice) = store.load()
                #expect(notice == nil, "kill \(number)")
                // Every writer has told that it kept one more.
                #expect(progress[key].tries > tries, "kill \(number)")
                tries = progress[key].tries
            }
            // What the kills cut short is cleared away by the next writer.
            _ = try store.update { _ in }.get()
            let left = try FileManager.default.contentsOfDirectory(atPath: layout.state).sorted()
            #expect(left == ["progress.json", "progress.json.lock"])
        }
    }

    /// Starts a writer, waits until it has written once, and kills it so many microseconds later.
    private func killWriter(_ folder: ScratchFolder, after microseconds: Int) async throws {
        let process = Process()
        process.executableURL = URL(filePath: Self.probe)
        process.arguments = [folder.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        #expect(try pipe.fileHandleForReading.read(upToCount: 1)?.count == 1)
        let clock = ContinuousClock()
        let end = clock.now + .microseconds(microseconds)
        while clock.now < end {}
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
