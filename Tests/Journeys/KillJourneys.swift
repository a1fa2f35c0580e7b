import BookstoreAPI
import Foundation
import TestSupport
import Testing
import Wire

/// Components are killed while sixteen buy.
@Suite struct KillJourneys {
    @Test func `killed while buying, the monolith loses no book and no money`() async throws {
        var random = SeededRandom(seed: Seeds.next("kills of the bookstore"))
        for _ in 0..<Seeds.rounds {
            try await Workshop.with("kill-one") { workshop in
                try await workshop.up()
                try await expectBooks(
                    of: Crowd(port: workshop.ports[2], ordersEach: 12), in: workshop,
                    killing: ["bookstore", "bookstore", "bookstore"], using: &random)
            }
        }
    }

    /// With one account a payment that broke off is in doubt; with two the other one is asked.
    @Test(arguments: [["account", "account"], ["account", "account-2", "registry", "bookstore"]])
    func `killed while buying in two systems, failures say whether money moved`(
        victims: [String]
    ) async throws {
        var random = SeededRandom(seed: Seeds.next("kills of all components"))
        for _ in 0..<Seeds.rounds {
            try await Workshop.with("kill-all") { workshop in
                try workshop.split(accounts: victims.contains("account-2") ? 2 : 1)
                try await workshop.up()
                try await expectBooks(
                    of: Crowd(port: workshop.ports[2], ordersEach: 12), in: workshop,
                    killing: victims.shuffled(using: &random), using: &random)
            }
        }
    }

    /// In global transactions no payment is ever in doubt for the shop itself.
    @Test(arguments: ["at", "tcc"])
    func `killed while buying in global transactions, nothing is left in doubt`(
        mode: String
    ) async throws {
        var random = SeededRandom(seed: Seeds.next("kills in global transactions"))
        for _ in 0..<Seeds.rounds {
            try await Workshop.with("kill-tx") { workshop in
                try workshop.split()
                try workshop.transact(mode)
                try await workshop.up()
                try await expectBooks(
                    of: Crowd(port: workshop.ports[2], ordersEach: 12), in: workshop,
                    killing: ["account", "coordinator", "bookstore", "account-2", "coordinator"]
                        .shuffled(using: &random), using: &random)
            }
        }
    }

    /// Lets a crowd buy, kills components when random numbers of orders are finished, and compares
    /// the books with what the buyers were told.
    private func expectBooks(
        of crowd: Crowd, in workshop: Workshop, killing victims: [String],
        using random: inout some RandomNumberGenerator
    ) async throws {
        try await crowd.shop.createUser(crowd.user)
        let moments = victims.map { _ in Int.random(in: 0..<crowd.orders * 3 / 4, using: &random) }
        let control = try await Control(of: workshop)
        let away = try await withThrowingTaskGroup(of: [String].self) { group in
            group.addTask {
                try await crowd.buy()
                return []
            }
            group.addTask {
                var away: [String] = []
                for (victim, moment) in zip(victims, moments.sorted()) {
                    try await eventually("\(moment) finished orders") {
                        crowd.finished >= moment ? true : nil
                    }
                    let time = try await control.kill(victim)
                    away.append("\(victim) after \(moment) orders, back in \(time.milliseconds) ms")
                }
                return away
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let told = crowd.sofar
        print("killed \(away.joined(separator: "; "))")
        let words = told.words.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        print("bought \(told.bought.count), given up \(told.givenUp.count); \(words)")
        let audit = try await Audit(of: crowd.user, in: crowd.shop)
        audit.expectAgreement()
        audit.expect(told)
    }
}
