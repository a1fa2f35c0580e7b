import Foundation
import Glibc
public import HomeFiles
public import LabKit
public import Supervisor

/// Runs a line of shell for a lab: in the home folder, with nothing to read, within a deadline, its
/// output bounded. What it started ends with it.
public struct CommandRunner: Sendable {
    /// What becomes of processes that outlive their shell.
    public enum Leftovers: Sendable {
        /// They are ended: a check leaves nothing behind.
        case ended
        /// They stay: `workshop up --detach` is meant to.
        case kept
    }

    private let folder: String
    private let environment: [String: String]
    private let timekeeper: Timekeeper

    /// Every process of one run carries this variable with the run's own value, so that it is found
    /// whatever session it has put itself in.
    private static let mark = "WORKSHOP_COMMAND"
    private static let pause = Duration.milliseconds(10)

    /// A runner for one home.
    ///
    /// - Parameters:
    ///   - executable: this program; its folder comes first in `PATH`, so that `workshop` means it.
    ///   - environment: what else commands see.
    public init(
        layout: HomeLayout, executable: String, environment: [String: String],
        timekeeper: Timekeeper = .live()
    ) {
        folder = layout.home
        var environment = environment
        let programs = (executable as NSString).deletingLastPathComponent
        environment["PATH"] = "\(programs):\(environment["PATH"] ?? "/usr/bin:/bin")"
        // A home that was chosen keeps its state inside; the usual one is found as before.
        if layout.state == layout.home + "/state" { environment["WORKSHOP_HOME"] = layout.home }
        self.environment = environment
        self.timekeeper = timekeeper
    }

    /// Runs a line and waits for its end.
    public func run(
        _ line: String, within deadline: Duration, leftovers: Leftovers
    ) async -> CommandOutcome {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return .init(ending: .unstartable(Self.reason(errno))) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        defer { close(ends[0]) }
        // No other pipe has this number while ours is open.
        var status = stat()
        fstat(ends[0], &status)
        let mark = "\(Self.mark)=\(getpid()).\(status.st_ino)"
        let launch = ProgramLaunch(
            ["/bin/sh", "-c", "cd \"$0\" && eval \"$1\"", folder, line],
            environment: environment.map { "\($0.key)=\($0.value)" } + [mark],
            input: .nothing, output: .descriptor(ends[1]), isInNewSession: true)
        let launched = launch.start()
        close(ends[1])
        switch launched {
        case .failure(let failure): return .init(ending: .unstartable(failure.reason))
        case .success(let pid):
            var reader = OutputReader(descriptor: ends[0])
            let ending = await end(of: pid, within: deadline, &reader)
            if leftovers == .ended || ending == .overdue { await endTree(mark, pid) }
            reader.read()
            return .init(ending: ending, output: reader.text, isCut: reader.isCut)
        }
    }

    /// Waits until the shell has ended; a task that is cancelled waits no longer.
    private func end(
        of pid: pid_t, within limit: Duration, _ reader: inout OutputReader
    ) async -> CommandOutcome.Ending {
        let deadline = timekeeper.now().elapsed + limit
        while true {
            reader.read()
            var status: Int32 = 0
            if waitpid(pid, &status, WNOHANG) == pid {
                return .ended(
                    status: status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F)
            }
            guard timekeeper.now().elapsed < deadline,
                (try? await timekeeper.sleep(Self.pause)) != nil
            else { return .overdue }
        }
    }

    /// Kills every process that carries the mark, again and again until there is none: one may start
    /// another while we look.
    private func endTree(_ mark: String, _ shell: pid_t) async {
        kill(-shell, SIGKILL)
        for _ in 0..<100 {
            let marked = ProcessMarks.processes(with: mark)
            for pid in marked { kill(pid, SIGKILL) }
            var status: Int32 = 0
            waitpid(shell, &status, WNOHANG)
            if marked.isEmpty { return }
            // Cancelled or not, what was started is ended.
            try? await timekeeper.sleep(.milliseconds(2))
        }
    }

    private static func reason(_ code: Int32) -> String {
        String(cString: strerror(code))
    }
}
