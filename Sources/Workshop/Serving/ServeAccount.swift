import AccountService
import ArgumentParser
import ComponentRuntime
import Foundation
import HomeFiles
import Telemetry
import Wire

/// One instance of the account.
struct ServeAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "The account system: balances and payments.")

    @OptionGroup var options: ServeOptions

    func run() async throws {
        let file = try options.read(AccountFile.fileName, AccountFile.parse)
        let process = options.process(
            of: "account", application: file.name, lookout: file.lookout, tracer: file.tracer)
        let settings = AccountSettings(
            name: file.name, port: process.id.ordinal == 1 ? file.port : 0,
            uniqueID: file.uniqueID, registry: file.registry.description,
            balancePath: options.layout.balanceDatabase,
            transactions: file.transactions == .off
                ? nil
                : AccountTransactions(
                    host: file.coordinator.host, port: file.coordinator.port,
                    isFenced: file.isFenced))
        try await AccountComponent(
            settings: settings, process: process, now: WallClock().now,
            newID: { UUID().uuidString.lowercased() }
        ).run()
    }
}
