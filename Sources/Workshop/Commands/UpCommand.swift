import HomeFiles
import ArgumentParser
import Foundation
import Supervisor
import Wire

/// Runs the components without the interface.
struct UpCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Start the registry and what the files in home declare, and keep them running.")

    @Flag(help: "Go on in the background; workshop down ends it.") var detach = false
    @Flag(help: .hidden) var lifeline = false
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        if let info = try? await session.control.info() {
            throw Failure(SupervisorFailure.alreadyRunning(pid: info.pid))
        }
        if detach {
            try await runDetached(in: session)
        } else {
            try await runHere(in: session)
        }
    }

    private func runHere(in session: Session) async throws {
        let supervisor = try SupervisorWiring(
            layout: session.layout, labs: try session.requireLabs(), lifeline: lifeline
        ).make()
        let teller = NoticeTeller(session: session)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (serving, served) = AsyncStream.makeStream(of: Void.self)
                group.addTask {
                    try await supervisor.run { _ in served.finish() }
                    served.finish()
                }
                if !lifeline {
                    group.addTask {
                        for await _ in serving {}
                        await teller.tellUntilTheEnd()
                    }
                }
                try await group.next()
                group.cancelAll()
            }
        } catch let failure as SupervisorFailure {
            throw Failure(failure)
        }
    }

    private func runDetached(in session: Session) async throws {
        _ = try session.requireLabs()
        let log = "\(session.layout.logs)/supervisor.log"
        try HomeSetup.prepare(session.layout, labs: try session.requireLabs())
        guard
            let child = ChildProcess.launch(
                SupervisorWiring.executable, ["up", "--home", session.layout.home], output: log,
                lifeline: false)
        else {
            throw Failure(
                .unreadable, "cannot_launch", english: "the supervisor could not be launched",
                chinese: "无法启动监管进程")
        }
        do throws(ControlError) {
            _ = try await session.control.waitUntilServing(within: .seconds(5))
            let snapshot = try await session.control.waitUntilPlanned(within: .seconds(10))
            if session.asJSON {
                Output.json(snapshot)
            } else {
                for line in StatusTable.lines(of: snapshot.components, in: session.language) {
                    Output.line(line)
                }
            }
        } catch {
            throw Failure(
                .unreachable, "not_serving",
                english: "the supervisor (\(child.pid)) does not answer; see \(log)",
                chinese: "监管进程（\(child.pid)）没有应答；请看 \(log)")
        }
    }
}
