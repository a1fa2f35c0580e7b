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
        let program = try RunningProgram(
            executable, arguments, environment: environment, in: folder)
        let status = try await program.waitForEnd(within: limit)
        return ProgramRun(status: status, output: program.output, errors: program.errors)
    }
}
