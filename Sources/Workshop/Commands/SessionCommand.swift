import ArgumentParser

/// A command that works within a session.
protocol SessionCommand: AsyncParsableCommand {
    /// The options that every command takes.
    var options: GlobalOptions { get }

    /// Does it; what cannot be done is a ``Failure``.
    func run(in session: Session) async throws
}

extension SessionCommand {
    func run() async throws {
        try await run(in: Session(options))
    }
}
