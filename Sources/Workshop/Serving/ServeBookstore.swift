import ComponentRuntime
import AccountService
import ArgumentParser
import BookstoreService
import Foundation
import HomeFiles
import Telemetry

/// The bookstore.
struct ServeBookstore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bookstore", abstract: "The web page and the stock system.")

    @OptionGroup var options: ServeOptions

    func run() async throws {
        let file = try options.read(BookstoreFile.fileName, BookstoreFile.parse)
        let layout = options.layout
        let process = options.process(
            of: "bookstore", application: file.name, lookout: file.lookout, tracer: file.tracer)
        let clock = WallClock()
        let settings = BookstoreSettings(
            name: file.name, port: file.port, uniqueID: file.uniqueID,
            registry: file.registry.description,
            binding: file.balanceBinding == .bolt ? .bolt : .local,
            stockPath: layout.stockDatabase,
            transactions: file.transactions == .off
                ? nil
                : BookstoreTransactions(
                    host: file.coordinator.host, port: file.coordinator.port,
                    usesTries: file.transactions == .tcc))
        try await BookstoreComponent(
            settings: settings, process: process,
            localBalance: { participant in
                let ledger = try BalanceLedger.open(
                    path: layout.balanceDatabase,
                    writer: .init(component: "bookstore", instance: process.instance),
                    metrics: process.metrics,
                    now: clock.now)
                guard let participant else { return ledger }
                return ledger.takingPart(
                    in: participant, uniqueID: file.uniqueID, logger: process.logger,
                    faults: process.faults)
            }, localResources: BalanceBranches.resources(uniqueID: file.uniqueID), now: clock.now,
            newID: { UUID().uuidString.lowercased() }
        ).run()
    }
}
