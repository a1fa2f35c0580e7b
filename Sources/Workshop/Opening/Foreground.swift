import Foundation
import LabKit
import Supervisor

/// Another program on this terminal, while the screen is lent.
enum Foreground {
    /// Runs a program and waits until it has ended.
    ///
    /// - Returns: why it could not be run; nil when it was.
    static func run(_ words: [String]) async -> LocalizedText? {
        // Standard output goes to the log while the screen is up; the program wants the terminal.
        let launch = ProgramLaunch(
            words, input: .file("/dev/tty", flags: O_RDWR), output: .descriptor(STDIN_FILENO),
            isInNewSession: false)
        let pid: pid_t
        switch launch.start() {
        case .failure(let failure):
            return LocalizedText(same: "\(words[0]): \(failure.reason)")
        case .success(let started): pid = started
        }
        let clock = ContinuousClock()
        var status: Int32 = 0
        while waitpid(pid, &status, WNOHANG) == 0 {
            guard (try? await clock.sleep(for: .milliseconds(30))) != nil else {
                end(pid)
                return nil
            }
        }
        return nil
    }

    /// The interface ends while the program has the terminal: it is told as when a terminal goes, so
    /// that an editor keeps what is not saved. Left alone it would take keys from the shell.
    private static func end(_ pid: pid_t) {
        kill(pid, SIGHUP)
        var status: Int32 = 0
        for _ in 0..<50 where waitpid(pid, &status, WNOHANG) == 0 { usleep(10_000) }
    }

    /// The first of these names that is on the path.
    static func firstInstalled(of names: [String]) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let folders = path.split(separator: ":")
        return names.first { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
    }
}
