import Foundation

/// A program that a test started and that runs beside it; a class, because it is ended once.
public final class RunningProgram: Sendable {
    /// Its process.
    public let pid: pid_t
    private let outputPath: String
    private let errorsPath: String

    /// Starts a program with nothing on standard input.
    ///
    /// - Parameter environment: the whole environment.
    public init(
        _ executable: String, _ arguments: [String], environment: [String: String],
        in folder: ScratchFolder
    ) throws {
        let name = "run-\(UUID().uuidString.prefix(8))"
        outputPath = folder.file("\(name).out")
        errorsPath = folder.file("\(name).err")
        pid = try Self.spawn(
            executable, arguments, environment: environment, output: outputPath,
            errors: errorsPath)
    }

    /// What it wrote to standard output until now.
    public var output: String {
        (try? String(contentsOfFile: outputPath, encoding: .utf8)) ?? ""
    }

    /// What it wrote to standard error until now.
    public var errors: String {
        (try? String(contentsOfFile: errorsPath, encoding: .utf8)) ?? ""
    }

    /// Sends it a signal.
    public func signal(_ number: Int32) {
        kill(pid, number)
    }

    /// Waits for its end, once; gives its exit status, or 128 and the number of the signal that ended
    /// it.
    public func waitForEnd(within limit: Duration = .seconds(30)) async throws -> Int32 {
        try await eventually("the end of process \(pid)", within: limit) { () -> Int32? in
            var status: Int32 = 0
            guard waitpid(self.pid, &status, WNOHANG) == self.pid else { return nil }
            return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
        }
    }

    private static func spawn(
        _ executable: String, _ arguments: [String], environment: [String: String],
        output: String, errors: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
        let words = ([executable] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, executable, &actions, nil, words, variables)
        guard code == 0 else {
            throw PseudoTerminal.Failure(
                description: "\(executable): \(String(cString: strerror(code)))")
        }
        return pid
    }
}
