import Canvas
import Testing
import Wire

@testable import WorkshopUI

/// Global transactions as a person sees them.
@Suite struct TransactionGoldenTests {
    private func each(
        _ name: String, sizes: [Size] = GoldenTests.sizes,
        from begin: (Language, Size) throws -> Model, _ keys: Key...
    ) throws {
        for language in Language.allCases {
            for size in sizes {
                var model = try begin(language, size)
                for key in keys { model.press(key) }
                try Golden.expect(model, name)
            }
        }
    }

    @Test func `the list, the locks, money and books`() throws {
        try each("transactions", from: { try Fixture.transactionList($0, $1) }, .down)
    }

    @Test func `the screen without a coordinator, and money missing`() throws {
        try each("transactions-off", sizes: [GoldenTests.sizes[0]]) { language, size in
            var model = try Fixture.transacting(language, size, missing: 99, live: 0)
            var snapshot = Fixture.snapshot(split: true, revision: 8)
            snapshot.components.insert(
                ComponentStatus(name: Fixture.coordinator, state: .stopped), at: 0)
            _ = model.update(.snapshotArrived(snapshot))
            model.press(.character("7"))
            return model
        }
    }

    @Test func `the story of a purchase`() throws {
        try each("transaction", from: { try Fixture.openTransaction($0, $1) })
    }

    @Test func `a transaction that is stuck`() throws {
        try each(
            "transaction-stuck", from: { try Fixture.openTransaction($0, $1, isStuck: true) })
    }

    @Test func `the undo logs of a transaction that is stuck`() throws {
        try each(
            "transaction-undo", from: { try Fixture.openTransaction($0, $1, isStuck: true) },
            .right)
    }

    @Test func `the frames of a transaction`() throws {
        try each("transaction-wire", from: { try Fixture.openTransaction($0, $1) }, .left)
    }

    @Test func `the question about dirty rows`() throws {
        try each(
            "transaction-choose", sizes: [GoldenTests.sizes[0]],
            from: { try Fixture.openTransaction($0, $1, isStuck: true) }, .character("F"))
    }

    @Test func `the places to break`() throws {
        try each("breaking") { language, size in
            var model = try Fixture.transactionList(language, size)
            model.press(.character("b"))
            _ = model.update(.faultsArrived(Fixture.faults))
            model.press(.down, .down, .down)
            return model
        }
    }
}
