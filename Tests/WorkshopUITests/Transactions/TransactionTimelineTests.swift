import CoordinatorAPI
import Testing

@testable import WorkshopUI

@Suite struct TransactionTimelineTests {
    @Test func `a branch waits, holds its rows until the decision, then is told`() {
        let timeline = TransactionTimeline(Fixture.transaction(), now: 0)
        #expect(timeline.duration == 12_800)
        #expect(timeline.decision == .init(offset: 9_240, status: .committing))
        #expect(
            timeline.lanes == [
                .init(
                    ordinal: 1, branch: 11, resource: "stock.db", waiting: 1_500..<3_000,
                    phaseOne: 3_000..<9_240, phaseTwo: 9_250..<11_800, calls: 1,
                    outcome: "PhaseTwo_Committed"),
                .init(
                    ordinal: 2, branch: 12, resource: "balance.db", phaseOne: 5_770..<9_240,
                    phaseTwo: 9_260..<12_800, calls: 1, outcome: "PhaseTwo_Committed"),
            ])
    }

    @Test func `what is under way reaches until now, and a branch told twice counts it`() {
        var transaction = Fixture.transaction()
        transaction.ended = nil
        transaction.events.removeLast(3)
        let timeline = TransactionTimeline(transaction, now: transaction.begun + 2_000)
        #expect(timeline.duration == 2_000_000)
        #expect(timeline.lanes.map(\.calls) == [1, 1])
        #expect(timeline.lanes.map(\.phaseTwo) == [9_250..<2_000_000, 9_260..<2_000_000])
        transaction.events.append(transaction.events[6])
        transaction.events[7].offset = 500_000
        let again = TransactionTimeline(transaction, now: transaction.begun + 2_000)
        #expect(again.lanes[1].calls == 2)
        #expect(again.lanes.map(\.outcome) == [nil, nil])
    }

    @Test func `a refused registration and one that waits are lanes without a number`() {
        var transaction = Fixture.transaction()
        transaction.ended = nil
        transaction.events = [
            .init(.waiting, offset: 100, time: 0, resource: "stock.db"),
            .init(.refused, offset: 900, time: 0, resource: "stock.db", detail: "no"),
            .init(.waiting, offset: 950, time: 0, resource: "balance.db"),
        ]
        let timeline = TransactionTimeline(transaction, now: transaction.begun + 1)
        #expect(
            timeline.lanes == [
                .init(resource: "stock.db", waiting: 100..<900, outcome: "no"),
                .init(resource: "balance.db", waiting: 950..<1_000),
            ])
    }

    @Test func `every time has a column, and every bar one at least`() {
        let timeline = TransactionTimeline(Fixture.transaction(), now: 0)
        #expect(timeline.columns(9_250..<9_251, of: 40) == 28..<29)
        #expect(timeline.columns(0..<12_800, of: 40) == 0..<39)
        #expect(timeline.column(99_999, of: 40) == 39)
    }
}
