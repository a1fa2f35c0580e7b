import Foundation
import HomeFiles
import LabKit
import LabRuntime
import TestSupport
import Testing

@Suite struct CommandRunnerTests {
    private func run(
        _ line: String, in folder: ScratchFolder, within limit: Duration = .seconds(10),
        leftovers: CommandRunner.Leftovers = .ended
    ) async -> CommandOutcome {
        let layout = HomeLayout(
            home: folder.path, environment: [:], userID: getuid(), workingDirectory: "/")
        return await CommandRunner(
            layout: layout, executable: "/opt/bin/workshop",
            environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
        ).run(line, within: limit, leftovers: leftovers)
    }

    @Test(
        arguments: [
            ("true", 0, ""), ("exit 7", 7, ""), ("kill -9 $$", 137, ""), ("no-such", 127, nil),
            ("echo out; echo err >&2", 0, "out\nerr\n"),
            ("printf 'a\\033[1mb\\tc\\r'", 0, "a[1mb c"),
            ("cat", 0, ""),
            ("echo $WORKSHOP_HOME | wc -l; test \"$PWD\" = \"$WORKSHOP_HOME\"", 0, "1\n"),
            ("echo $PATH", 0, "/opt/bin:/usr/bin:/bin\n"),
        ] as [(String, Int32, String?)])
    func `a command tells its status and what it wrote`(
        line: String, status: Int32, output: String?
    ) async throws {
        try await withScratchFolder("command") { folder in
            let outcome = await run(line, in: folder)
            #expect(outcome.ending == .ended(status: status))
            if let output { #expect(outcome.output == output) }
        }
    }

    @Test func `endless output is read and cut`() async throws {
        try await withScratchFolder("endless") { folder in
            let outcome = await run("head -c 3000000 /dev/zero | tr '\\0' x", in: folder)
            #expect(outcome.succeeded && outcome.isCut)
            #expect(outcome.output.utf8.count == CommandOutcome.byteLimit)
        }
    }

    @Test func `an overdue command ends with everything it started`() async throws {
        try await withScratchFolder("overdue") { folder in
            let line = """
                echo $$ > pids; sleep 60 & echo $! >> pids
                setsid sh -c 'echo $$ >> pids; setsid sleep 61 & echo $! >> pids; wait' &
                sleep 62
                """
            let outcome = await run(line, in: folder, within: .milliseconds(400))
            #expect(outcome.ending == .overdue)
            let pids = try self.pids(folder)
            #expect(pids.count == 4)
            try await expectGone(pids)
        }
    }

    @Test func `a check leaves nothing behind, a command that detaches may`() async throws {
        try await withScratchFolder("leftovers") { folder in
            let line = "setsid sleep 63 >/dev/null 2>&1 & echo $! > pids"
            #expect(await run(line, in: folder).succeeded)
            try await expectGone(try pids(folder))
            #expect(await run(line, in: folder, leftovers: .kept).succeeded)
            let kept = try pids(folder)
            #expect(kept.allSatisfy { kill($0, 0) == 0 })
            for pid in kept { kill(pid, SIGKILL) }
        }
    }

    private func pids(_ folder: ScratchFolder) throws -> [pid_t] {
        try String(contentsOfFile: folder.file("pids"), encoding: .utf8)
            .split(separator: "\n").compactMap { pid_t($0) }
    }

    /// A zombie that its new parent has not collected yet is gone too.
    private func expectGone(_ pids: [pid_t]) async throws {
        for pid in pids {
            try await eventually("the end of \(pid)") {
                let state = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
                guard let state, !state.contains(") Z ") else { return true }
                return nil
            }
        }
    }
}
