import Foundation
import TestSupport
import Testing

/// Thousands of worlds in which everything breaks, each from a seed.
@Suite struct `Global transactions in worlds that break` {
    /// How many worlds a run tries: `WORKSHOP_SEEDS`, 2,000 by default.
    static let seeds =
        ProcessInfo.processInfo.environment["WORKSHOP_SEEDS"].flatMap { UInt64($0) } ?? 2_000

    @Test func `Nothing is lost, doubled, locked for ever or left behind`() throws {
        let first = Seeds.next("the first world of global transactions")
        let count = ProcessInfo.processInfo.environment["WORKSHOP_SEED"] == nil ? Self.seeds : 1
        for seed in first..<(first + count) {
            let world = try Self.world(seed)
            guard world.violations.isEmpty else {
                Issue.record(
                    "seed \(seed): \(world.violations)\n\(world.transcript.joined(separator: "\n"))"
                )
                return
            }
        }
    }

    @Test func `The worlds are lively: all that may happen happens in some of them`() throws {
        let first = Seeds.next("worlds whose events are counted")
        var seen: Set<String> = []
        let wanted: Set = [
            "sold", "nothingMoved", "unknown", "coordinator is killed", "bookstore is killed",
            "account is killed", "a message is lost", "coordinator cannot write",
            "and rolls it back", "and is refused", "rolled back late", "undone", "empty rollback",
        ]
        for seed in first..<(first + 200) where !wanted.isSubset(of: seen) {
            let world = try Self.world(seed)
            for line in world.transcript {
                seen.formUnion(wanted.filter { line.contains($0) })
            }
        }
        #expect(seen == wanted)
    }

    @Test func `The same seed gives the same world`() throws {
        let seed = Seeds.next("two equal worlds")
        #expect(try Self.world(seed).transcript == Self.world(seed).transcript)
    }

    @Test(arguments: Mutation.allCases.filter { $0 != .none })
    func `Without one of its guards something is lost, and that is noticed`(
        mutation: Mutation
    ) throws {
        let first = Seeds.next("worlds with \(mutation)")
        for seed in first..<(first + 2_000) {
            let world = try Self.world(seed, mutation)
            if let violation = world.violations.first {
                print(
                    "\(mutation): noticed at seed \(seed), world \(seed - first + 1): \(violation)")
                return
            }
        }
        Issue.record("nobody noticed that \(mutation) is missing")
    }

    /// Eight seconds of chaos, and as long as the bound allows after that.
    private static func world(_ seed: UInt64, _ mutation: Mutation = .none) throws
        -> TransactionWorld
    {
        var world = try TransactionWorld(seed: seed, mutation: mutation)
        world.run(for: 8_000)
        world.heal()
        // Calls under way may take their whole time once more.
        world.run(for: 20_000)
        world.audit(afterTimeouts: false)
        world.run(for: 60_000)
        world.audit(afterTimeouts: true)
        return world
    }
}
