import ArgumentParser

/// The root: without a subcommand it opens the terminal interface.
struct WorkshopCommand: AsyncParsableCommand {
    /// Shown by `--version`, `info`, and the interface.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "workshop",
        abstract: "The SOFAStack cloud-native workshop in one terminal program.",
        discussion: """
            Without a subcommand it opens the terminal interface, where you left off; \
            workshop open --help lists its options: --plain, --script, --no-color, --ascii.
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(
                name: "Workshop",
                subcommands: [
                    OpenCommand.self, UpCommand.self, DownCommand.self, StatusCommand.self,
                    LogsCommand.self, InfoCommand.self, DoctorCommand.self, StartCommand.self,
                    StopCommand.self, RestartCommand.self, KillCommand.self,
                    CompletionsCommand.self, ManualCommand.self,
                ]),
            CommandGroup(name: "Labs", subcommands: [LabCommand.self, AuthorCommand.self]),
            CommandGroup(
                name: "Shop",
                subcommands: [
                    BooksCommand.self, BuyCommand.self, OrdersCommand.self, BalanceCommand.self,
                ]),
            CommandGroup(
                name: "Look inside",
                subcommands: [
                    RegistryCommand.self, TraceCommand.self, MetricsCommand.self,
                    TransactionCommand.self, ChaosCommand.self,
                ]),
            CommandGroup(name: "Inside", subcommands: [ServeCommand.self]),
        ],
        defaultSubcommand: OpenCommand.self)
}
