import Testing

@testable import WorkshopUI

@Suite struct LogTextTests {
    @Test func `what the screen says anyway is left out`() {
        let text = LogText(
            "2026-11-23T05:26:41.881Z notice bookstore: sold order=o1 paidBy=local total=99.00")
        #expect(text.weight == .ordinary)
        #expect(text.message == "sold")
        #expect(text.particulars == "order=o1 paidBy=local total=99.00")
        #expect(text.shown == "sold order=o1 paidBy=local total=99.00")
    }

    @Test func `a warning and an error weigh more`() {
        #expect(LogText("2026-11-23T05:26:41.881Z warning account: slow").weight == .warning)
        #expect(LogText("2026-11-23T05:26:41.881Z error account: no disk").weight == .error)
    }

    @Test func `a service loses its Java package`() {
        let name = "io.sofastack.balancemng.facade.BalanceMngFacade:1.0:user0"
        let text = LogText("2026-11-23T05:26:41.881Z notice registry: pushed service=\(name)")
        #expect(text.particulars == "service=BalanceMngFacade:1.0:user0")
    }

    @Test(arguments: ["", "Fatal error: index out of range", "a b: c d=e", "2026 x y: z"])
    func `a line of another form is said as it is`(line: String) {
        #expect(LogText(line) == LogText(line))
        #expect(LogText(line).shown == line)
        #expect(LogText(line).weight == .ordinary)
    }

    @Test func `the READY line keeps its ports`() {
        let text = LogText("READY name=account pid=7 port=12200 http=40123 instance=i1")
        #expect(text.shown == "READY pid=7 port=12200 http=40123")
    }
}
