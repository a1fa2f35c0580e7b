import CoordinatorAPI
import Storage
import TestSupport
import Testing

@testable import CoordinatorCore
@testable import CoordinatorService

/// What every store of a coordinator must do: run against the model, `CoordinatorRecords.apply`, and a
/// store.
@Suite struct `The store holds what the model holds` {
    static let stores: [@Sendable () throws -> CoordinatorStore] = [
        { try CoordinatorStore.inMemory() }
    ]

    @Test(arguments: 0..<3) func `After any changes, also ones that contradict it`(
        round: Int
    ) async throws {
        let seed = Seeds.next("changes of a coordinator's store")
        for makeStore in Self.stores {
            var random = SeededRandom(seed: seed &+ UInt64(round))
            let store = try makeStore()
            var model = CoordinatorRecords()
            for step in 0..<(400 * Seeds.rounds) {
                let change = Self.change(model, number: Int64(100 + step), using: &random)
                let before = model
                var expected: ChangeConflict?
                do {
                    try model.apply(change)
                } catch {
                    model = before
                    expected = error
                }
                let conflict = try await store.write([change], histories: [:])
                #expect(conflict == expected, "\(change)")
                #expect(try await store.records() == model.inOrder)
            }
        }
    }

    @Test func `Of changes written together all count, or none`() async throws {
        let store = try CoordinatorStore.inMemory()
        let record = TransactionRecord(
            xid: XID("a:1"), name: "", application: "", timeout: 1, begun: 5)
        let conflict = try await store.write(
            [.begin(record), .begin(record)], histories: [:])
        #expect(conflict == .transactionExists(record.xid))
        #expect(try await store.records() == CoordinatorRecords())
    }

    @Test func `An outcome is kept with its history until it is forgotten`() async throws {
        let store = try CoordinatorStore.inMemory()
        for number in 1...3 {
            let record = TransactionRecord(
                xid: XID("a:\(number)"), name: "purchase", application: "shop", timeout: 1,
                begun: Int64(number))
            let conflict = try await store.write(
                [
                    .begin(record),
                    .end(
                        xid: record.xid, from: .begin, outcome: .rolledBack,
                        time: Int64(number * 10)),
                ], histories: [record.xid: "first\nsecond"])
            #expect(conflict == nil)
        }
        #expect(
            try await store.outcome(of: XID("a:2"))
                == CoordinatorTables.Outcome(
                    xid: XID("a:2"), name: "purchase", application: "shop", begun: 2, ended: 20,
                    status: .rolledBack, history: "first\nsecond"))
        #expect(try await store.lastOutcomes(limit: 2).map(\.xid.text) == ["a:3", "a:2"])
        _ = try await store.write([.forget(before: 30, limit: 1)], histories: [:])
        #expect(
            try await store.outcomes(of: ["a:1", "a:2", "a:3"].map { XID($0) })
                == [XID("a:2"): .rolledBack, XID("a:3"): .rolledBack])
        #expect(try await store.endedByStatus() == ["Rollbacked": 2])
    }

    @Test func `First numbers grow, whatever the clock does`() async throws {
        let store = try CoordinatorStore.inMemory()
        let first = try await store.takeFirstNumber(now: 2_000)
        #expect(first == 2_000_000)
        let record = TransactionRecord(
            xid: XID(address: "a", number: first + 10), name: "", application: "", timeout: 1,
            begun: 5)
        let branch = BranchRecord(
            number: first + 17, type: .at, resource: "r", lockKeys: "", applicationData: "",
            registered: 6)
        _ = try await store.write(
            [.begin(record), .register(branch, xid: record.xid, locks: [])], histories: [:])
        #expect(try await store.takeFirstNumber(now: 1_000) == first + 18)
        _ = try await store.write(
            [.end(xid: record.xid, from: .begin, outcome: .committed, time: 0)], histories: [:])
        #expect(try await store.takeFirstNumber(now: 1_000) > first + 18)
    }

    // MARK: Changes, likely and unlikely ones

    private static func change(
        _ model: CoordinatorRecords, number: Int64, using random: inout SeededRandom
    ) -> CoordinatorChange {
        let known = model.transactions.map(\.xid).randomElement(using: &random)
        let isKnown = model.transactions.count > 5 || Int.random(in: 0..<4, using: &random) > 0
        let xid = (isKnown ? known : nil) ?? XID(address: "a", number: number)
        let status =
            model.transactions.first { $0.xid == xid }?.status ?? .begin
        let from = Bool.random(using: &random) ? status : .rollingBack
        let branch =
            model.transactions.flatMap(\.branches).map(\.number).randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1:
            return .begin(
                TransactionRecord(
                    xid: xid, name: "n", application: "a", owner: "o", timeout: 60_000,
                    begun: xid.number ?? 0))
        case 2, 3:
            let rows = (0..<Int.random(in: 0...2, using: &random)).map { _ in
                RowLock(
                    resource: "r", table: "t", key: "\(Int.random(in: 0...9, using: &random))")
            }
            let record = BranchRecord(
                number: number, type: .tcc,
                resource: "r", lockKeys: "t:1", applicationData: "d", registered: 3)
            return .register(record, xid: xid, locks: Array(Set(rows)))
        case 4:
            return .report(
                xid: xid, branch: branch, status: .phaseOneFailed, applicationData: "new")
        case 5:
            return .move(
                xid: xid, from: from, to: .rollingBack, time: 77,
                releasesLocks: Bool.random(using: &random))
        case 6: return .endBranch(xid: xid, branch: branch, releasesLocks: true)
        default: return .end(xid: xid, from: from, outcome: .committed, time: 99)
        }
    }
}
