import BookstoreAPI
import Canvas
import LabKit
import RegistryAPI
import Testing
import Wire

@testable import WorkshopUI

/// Every screen as a person sees it, in both languages and at the usual sizes.
@Suite struct GoldenTests {
    static let sizes = [
        Size(width: 80, height: 24), Size(width: 120, height: 36), Size(width: 40, height: 12),
    ]
    static let large = Size(width: 200, height: 50)
    /// Every layout there is, for the screens that matter most.
    static let all =
        sizes + [
            Size(width: 60, height: 20), Size(width: 100, height: 30),
            Size(width: 132, height: 43), large,
        ]

    /// Draws a scene in both languages and at every size.
    private func each(
        _ name: String, split: Bool = false, sizes: [Size] = sizes,
        _ prepare: (inout Model) -> Void
    ) throws {
        for language in Language.allCases {
            for size in sizes {
                var model = try Fixture.ready(language, size, split: split)
                prepare(&model)
                try Golden.expect(model, name)
            }
        }
    }

    @Test func `the agenda`() throws {
        try each("agenda", split: true) { _ in }
    }

    @Test func `an agenda line that is not built yet`() throws {
        try each("agenda-not-built", sizes: [Self.sizes[0]]) { $0.press(.down) }
    }

    @Test func `the steps of a lab`() throws {
        try each("steps", split: true) { $0.press(.enter) }
    }

    @Test func `a step with its verdicts`() throws {
        try each("step", split: true, sizes: Self.all) { model in
            model.press(.enter, .enter)
            _ = model.update(.verdictsArrived(Labs.publish, Labs.verdicts, Fixture.splitProgress))
        }
    }

    @Test func `a step that is not checked yet`() throws {
        try each("step-new", sizes: [Self.sizes[0]]) { $0.press(.enter, .enter) }
    }

    @Test func `a step with both hints`() throws {
        try each("step-hints", split: true, sizes: [Self.sizes[0]]) { model in
            model.press(.enter, .enter, .character("h"), .character("h"))
        }
    }

    @Test func `a step that is passed`() throws {
        try each("step-passed", split: true, sizes: [Self.sizes[0]]) { model in
            model.press(.enter, .up, .up, .enter)
        }
    }

    @Test func `the question whether to solve`() throws {
        try each("step-solve", split: true) { $0.press(.enter, .enter, .character("s")) }
    }

    @Test func `the shop`() throws {
        try each("shop", sizes: Self.all) { $0.press(.character("2")) }
    }

    @Test func `the shop split in two after a purchase`() throws {
        try each("shop-bought", split: true) { model in
            model.press(.character("2"), .down, .right, .enter, .enter)
            let receipt = Receipt(
                orderId: "s1-1", productCode: "00002", count: 2, total: Money(yuan: 138),
                balance: Money(yuan: 999_664))
            _ = model.update(
                .purchaseFinished(orderID: "s1-1", .bought(receipt, microseconds: 1_930)))
        }
    }

    @Test func `the question before an order`() throws {
        try each("shop-order") { $0.press(.character("2"), .right, .enter) }
    }

    @Test func `an order refused because the account is away`() throws {
        try each("shop-refused", split: true) { model in
            model.press(.character("2"), .enter, .enter)
            let body = ErrorReply.Body(code: "account_unreachable", message: "no provider")
            _ = model.update(
                .purchaseFinished(orderID: "s1-1", .failed(.refused(body, status: 503))))
        }
    }

    @Test func `an order in doubt`() throws {
        try each("shop-in-doubt", split: true) { model in
            model.press(.character("2"), .enter, .enter)
            _ = model.update(.purchaseFinished(orderID: "s1-1", .failed(.unknown("timed out"))))
        }
    }

    @Test func `the shop while the bookstore is stopped`() throws {
        try each("shop-stopped", sizes: [Self.sizes[0]]) { model in
            model = Fixture.empty(model.language, model.size)
            _ = model.update(.ticked(Fixture.start))
            var snapshot = Fixture.snapshot()
            snapshot.components[1] = ComponentStatus(name: Fixture.bookstore, state: .stopped)
            _ = model.update(.snapshotArrived(snapshot))
            model.press(.character("2"), .enter)
        }
    }

    @Test func `the system`() throws {
        try each("system", split: true, sizes: Self.all) { model in
            model.press(.character("3"), .down)
        }
    }

    @Test func `the system with a component given up`() throws {
        try each("system-failed", split: true, sizes: [Self.sizes[0]]) { model in
            model.press(.character("3"), .end, .character("r"))
            _ = model.update(
                .controlRefused(
                    .restart, Fixture.second,
                    LocalizedText(
                        chinese: "workshop 正在结束；请先重新启动它",
                        english: "the workshop is ending; start it again first")))
        }
    }

    @Test func `the system with an empty registry`() throws {
        try each("system-monolith", sizes: [Self.sizes[0]]) { $0.press(.character("3"), .end) }
    }

    @Test func `the question before a kill`() throws {
        try each("system-kill", sizes: [Self.sizes[0]]) {
            $0.press(.character("3"), .character("K"))
        }
    }

    @Test func `the registry's answer`() throws {
        try each("registry", split: true) { model in
            model.press(.character("3"), .character("a"))
            let provider = ProviderListing(
                address: "127.0.0.1:12200", weight: 100, app: "balance_mng", since: Fixture.start)
            let service = ServiceListing(
                name: "io.sofastack.balancemng.facade.BalanceMngFacade:1.0:user0", version: 3,
                providers: [provider], subscribers: 1)
            _ = model.update(.registryAnswered([service], microseconds: 1_930))
        }
    }

    @Test func `the registry's empty answer, in its step`() throws {
        try each("registry-empty", sizes: [Self.sizes[0]]) { model in
            model.press(.enter, .down, .enter, .character("a"))
            _ = model.update(.registryAnswered([], microseconds: 930))
        }
    }

    @Test func `the projector`() throws {
        try each("projector", split: true) { model in
            model.press(.enter, .enter, .character("P"))
            _ = model.update(.verdictsArrived(Labs.publish, Labs.verdicts, Fixture.splitProgress))
        }
    }

    @Test func `the logs`() throws {
        try each("logs", sizes: Self.all) { $0.press(.character("4")) }
    }

    @Test func `the logs of one component searched`() throws {
        try each("logs-search") { model in
            model.press(.character("4"), .character("/"))
            model.type("LISTENING")
            model.press(.enter, .character("n"))
        }
    }

    @Test func `the help`() throws {
        try each("help") { $0.press(.character("?")) }
    }

    @Test func `a command that does not exist`() throws {
        try each("command") { model in
            model.press(.character(":"))
            model.type("by 00001")
            model.press(.enter)
        }
    }

    @Test func `a supervisor that is gone`() throws {
        try each("gone", sizes: [Self.sizes[0]]) { model in
            _ = model.update(.supervisorUnreachable)
            _ = model.update(.ticked(Fixture.start + 12_500))
        }
    }

    @Test func `nothing has arrived yet`() throws {
        for language in Language.allCases {
            try Golden.expect(Fixture.empty(language), "nothing")
        }
    }

    @Test func `a step in a window of three lines`() throws {
        try each("tiny-step", split: true, sizes: [Size(width: 20, height: 3)]) { model in
            model.press(.enter, .enter, .character("c"))
            _ = model.update(.verdictsArrived(Labs.publish, Labs.verdicts, Fixture.splitProgress))
        }
    }

    @Test func `a window of three lines`() throws {
        try each("tiny", sizes: [Size(width: 20, height: 3)]) { $0.press(.character("2")) }
    }
}
