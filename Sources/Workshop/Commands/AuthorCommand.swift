import ArgumentParser

/// For those who write labs.
struct AuthorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "author", abstract: "Write labs, and check those that you write.",
        discussion: """
            Labs are looked for in the folder that WORKSHOP_LABS names, else beside the program.
            """,
        subcommands: [
            AuthorNewCommand.self, AuthorLintCommand.self, AuthorTestCommand.self,
            AuthorTrustCommand.self,
        ])
}
