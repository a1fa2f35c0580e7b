import Glibc
import Supervisor

/// A process of this program's own, in a session of its own, so that the keys of this terminal do not
/// reach it.
struct ChildProcess: Sendable {
    /// Its process id.
    let pid: pid_t
    /// The end of its lifeline that this process holds: closed with it, however it ends.
    let lifeline: Int32?

    /// Launches a program.
    ///
    /// - Parameters:
    ///   - output: the file that standard output and error are appended to.
    ///   - lifeline: whether standard input is a pipe that this process holds open; else it is
    ///     empty and the program outlives this one.
    /// - Returns: nil when it could not be launched.
    static func launch(
        _ executable: String, _ arguments: [String], output: String, lifeline: Bool
    ) -> ChildProcess? {
        var ends: [Int32] = [-1, -1]
        guard !lifeline || pipe(&ends) == 0 else { return nil }
        for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { if lifeline { close(ends[0]) } }
        let launch = ProgramLaunch(
            [executable] + arguments, input: lifeline ? .descriptor(ends[0]) : .nothing,
            output: .file(output, flags: O_WRONLY | O_CREAT | O_APPEND), isInNewSession: true)
        guard case .success(let pid) = launch.start() else {
            if lifeline { close(ends[1]) }
            return nil
        }
        return ChildProcess(pid: pid, lifeline: lifeline ? ends[1] : nil)
    }

    /// Whether it has ended; its status is collected.
    var hasEnded: Bool {
        var status: Int32 = 0
        return waitpid(pid, &status, WNOHANG) != 0
    }
}
