import Foundation

/// A program that ran to its end.
public struct ProgramRun: Equatable, Sendable {
    /// Its exit status; 128 and the signal's number when a signal ended it.
    public let status: Int32
    /// What it wrote to standard output.
    public let output: String
    /// What it wrote to standard error.
    public let errors: String

    /// Runs a program to its end, with nothing on standard input.
    ///
    /// - Parameter environment: the whole environment.
    public static func run(
        _ executable: String, _ arguments: [String], environment: [String: String],
        in folder: ScratchFolder, within limit: Duration = .seconds(60)
    ) async throws -> ProgramRun {
        let name = "run-\(UUID().uuidString.prefix(8))"
        let output = folder.file("\(name).out")
        let errors = folder.file("\(name).err")
        let pid = try spawn(
            executable, arguments, environment: environment, output: output, errors: errors)
        let status = try await eventually("the end of \(executable) \(arguments)", within: limit) {
            () -> Int32? in
            var status: Int32 = 0
            guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
            return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
        }
        return ProgramRun(
            status: status, output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
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
