import Foundation
import LabKit

/// The attendee's editor on this terminal.
enum Editor {
    /// `$VISUAL`, `$EDITOR`, or the first of these that is installed.
    static let usual = ["nano", "vim", "vi"]

    /// Opens a file and waits until the editor has ended.
    ///
    /// - Returns: why it could not be opened; nil when it was.
    static func open(_ path: String) async -> LocalizedText? {
        guard let words = command() else {
            return LocalizedText(chinese: "没有编辑器，请设置 EDITOR", english: "set EDITOR first")
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Standard output goes to the log while the screen is up; the editor wants the terminal.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/tty", O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        let arguments = (words + [path]).map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, words[0], &actions, nil, arguments, environ)
        guard code == 0 else {
            return LocalizedText(same: "\(words[0]): \(String(cString: strerror(code)))")
        }
        let clock = ContinuousClock()
        var status: Int32 = 0
        while waitpid(pid, &status, WNOHANG) == 0 {
            // Cancelled: the interface ends, the editor goes on with the terminal.
            guard (try? await clock.sleep(for: .milliseconds(30))) != nil else { return nil }
        }
        return nil
    }

    private static func command() -> [String]? {
        let environment = ProcessInfo.processInfo.environment
        for name in ["VISUAL", "EDITOR"] {
            if let words = environment[name]?.split(separator: " ").map(String.init), !words.isEmpty
            {
                return words
            }
        }
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return usual.first { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }.map { [$0] }
    }
}
