import ArgumentParser

/// Each component, as the supervisor launches it.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Be one component; the supervisor starts these.",
        subcommands: [
            ServeRegistry.self, ServeCoordinator.self, ServeTracer.self, ServeLookout.self,
            ServeAccount.self,
            ServeBookstore.self,
        ])
}
