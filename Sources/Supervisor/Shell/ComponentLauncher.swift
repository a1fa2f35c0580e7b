import Glibc
import Subprocess
import SystemPackage
import Wire

/// Runs one process from launch to end: its own process group, the lifeline on its standard input,
/// both outputs read line by line.
struct ComponentLauncher: Sendable {
    enum Outcome: Equatable {
        case ended(ProcessEnd, lastLine: String?)
        case notLaunched(reason: String)
    }

    enum Stream: Sendable {
        case output
        case error
    }

    let timekeeper: Timekeeper

    /// Returns when the process is gone and its outputs are read to their end.
    ///
    /// - Parameters:
    ///   - started: called once, before any line.
    ///   - read: called with whole lines in their order; a slow reader slows the process down.
    func run(
        _ specification: ComponentSpecification, instance: String,
        started: @escaping @Sendable (ProcessHandle, pid_t) async -> Void,
        read: @escaping @Sendable ([String], Stream) async -> Void
    ) async -> Outcome {
        let memory = LastLine()
        var launched = false
        do {
            let result = try await Subprocess.run(
                configuration(of: specification, instance: instance),
                input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                launched = true
                let pid = execution.processIdentifier.value
                let handle = ProcessHandle(pid: pid)
                await started(handle, pid)
                await withTaskGroup(of: Void.self) { group in
                    group.addTask {
                        await drain(execution.standardOutput, .output, memory, read)
                    }
                    group.addTask { await drain(execution.standardError, .error, memory, read) }
                }
                await waitForDeath(of: pid)
                handle.release()
            }
            return .ended(ProcessEnd(result.terminationStatus), lastLine: memory.text)
        } catch {
            return launched
                ? .ended(.lost("\(error)"), lastLine: memory.text)
                : .notLaunched(reason: "\(specification.executable): \(error)")
        }
    }

    private func configuration(
        of specification: ComponentSpecification, instance: String
    ) -> Configuration {
        var options = PlatformOptions()
        options.processGroupID = 0
        // Only when the supervisor's own task is cancelled; else the rules of supervision stop it.
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500))
        ]
        var environment = specification.environment
        environment["WORKSHOP_COMPONENT"] = specification.id.description
        environment["WORKSHOP_INSTANCE"] = instance
        environment["WORKSHOP_LIFELINE"] = "1"
        // Swift's backtracer takes seconds, in which the crashed process is not restarted.
        environment["SWIFT_BACKTRACE", default: "enable=no"] += ""
        let updates = environment.map { (Environment.Key(stringLiteral: $0), Optional($1)) }
        return Configuration(
            executable: .path(FilePath(specification.executable)),
            arguments: Arguments(specification.arguments),
            environment: .inherit.updating(Dictionary(updates) { $1 }),
            platformOptions: options)
    }

    private func drain(
        _ stream: SubprocessOutputSequence, _ kind: Stream, _ memory: LastLine,
        _ read: @Sendable ([String], Stream) async -> Void
    ) async {
        var splitter = LineSplitter()
        do {
            for try await buffer in stream {
                let lines = buffer.withUnsafeBytes { splitter.append($0) }
                guard !lines.isEmpty else { continue }
                memory.note(lines, kind)
                await read(lines, kind)
            }
        } catch {
            // A broken pipe ends the lines as its closing would.
        }
        guard let rest = splitter.finish() else { return }
        memory.note([rest], kind)
        await read([rest], kind)
    }

    /// The outputs usually end with the process. When it closed them and lives on, this waits.
    private func waitForDeath(of pid: pid_t) async {
        while !Task.isCancelled {
            var info = siginfo_t()
            let asked = waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT)
            if asked != 0 || info.si_signo != 0 { return }
            try? await timekeeper.sleep(.milliseconds(5))
        }
    }
}

extension ProcessEnd {
    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(code)
        case .signaled(let signal): self = .signalled(signal)
        }
    }
}
