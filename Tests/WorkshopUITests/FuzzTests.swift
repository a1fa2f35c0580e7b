import BookstoreAPI
import Canvas
import LabKit
import Testing
import TestSupport
import Wire

@testable import WorkshopUI

/// Random keys and messages, by seed: nothing crashes, and what must always hold holds.
@Suite struct FuzzTests {
    static let keys: [Key] =
        "12347?:LqchbFWSiduhsrnpkyeajx/fKNyn+- z0五".map { Key.character($0) } + [
            .enter, .escape, .backspace, .tab, .backTab, .up, .down, .left, .right, .pageUp,
            .pageDown, .home, .end, .control("u"), .control("z"), .paste("buy 00001\n"),
            .function(5), .alt("x"), .delete,
        ]

    @Test(arguments: UInt64(1)...40)
    func `random keys and messages keep the model whole`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var model = try Fixture.ready(seed.isMultiple(of: 2) ? .english : .chinese, split: true)
        var sent: [String] = []
        for step in 0..<400 {
            let message = self.message(model, &random)
            let commands = model.update(message)
            for case .purchase(let purchase, _) in commands { sent.append(purchase.orderId ?? "") }
            try check(model, after: message, "seed \(seed), step \(step)")
            if step.isMultiple(of: 5) {
                var frame = Frame(model.size)
                view(model, into: &frame)
            }
        }
        // An order in doubt is sent again under its id; every other order has an id of its own.
        #expect(Set(sent).count <= model.orderCount + 2, "seed \(seed)")
    }

    private func message(_ model: Model, _ random: inout SeededRandom) -> Message {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: return .ticked(model.now + Int64.random(in: 0..<3_000, using: &random))
        case 1:
            return .resized(
                Size(
                    width: Int.random(in: 0..<210, using: &random),
                    height: Int.random(in: 0..<60, using: &random)))
        case 2:
            return .snapshotArrived(
                Fixture.snapshot(
                    split: Bool.random(using: &random),
                    revision: Int.random(in: 0..<99, using: &random)))
        case 3: return .shopArrived(Fixture.shop(split: Bool.random(using: &random)))
        case 4: return .shopUnreachable(.unreachable("away"))
        case 5:
            return .measured(
                Fixture.evidence(split: true, orders: Int.random(in: 0..<9, using: &random)))
        case 6:
            let outcome = PurchaseOutcome.failed(
                Bool.random(using: &random) ? .unknown("late") : .unreachable("away"))
            return .purchaseFinished(
                orderID: model.shop.underway?.purchase.orderId ?? "none", outcome)
        case 7: return .verdictsArrived(Labs.publish, Labs.verdicts, Fixture.splitProgress)
        case 8: return .stepActionFinished(.reset, Labs.publish, LabProgress())
        case 9: return .logsArrived(Fixture.logs)
        case 10:
            guard let endpoint = model.live.endpoints.randomElement(using: &random) else {
                return .supervisorUnreachable
            }
            return Bool.random(using: &random)
                ? .changed(endpoint, Int.random(in: 0..<3, using: &random))
                : .changesUnknown(endpoint)
        default:
            return .keyPressed(Self.keys.randomElement(using: &random) ?? .enter)
        }
    }

    private func check(_ model: Model, after message: Message, _ place: String) throws {
        #expect((1...10_000).contains(model.shop.count), "\(place)")
        #expect(AgendaItem.day.indices.contains(model.labs.agendaSelection), "\(place)")
        let books = model.shop.reading?.books.count ?? 0
        #expect(model.shop.selection >= 0 && model.shop.selection < max(1, books), "\(place)")
        #expect(model.labs.openStep == nil || model.labs.step != nil, "\(place)")
        #expect(model.labs.scroll >= 0, "\(place)")
        #expect(model.shop.unsettled.count <= 20, "\(place)")
        #expect(model.logs.lines.count <= LogsState.capacity, "\(place)")
        if let anchor = model.logs.anchor {
            #expect(model.logs.shown.contains { $0.sequence <= anchor }, "\(place)")
        }
        #expect(model.question == nil || model.commandLine == nil, "\(place)")
    }
}
