import Testing
import TracerAPI
import Wire

@testable import WorkshopUI

/// Traces, metrics and topology line by line.
@Suite struct SeeingPlainTests {
    private func form() throws -> PlainForm {
        var form = PlainForm(try Fixture.watched())
        _ = form.answer()
        return form
    }

    @Test func `the list of traces is a line each, and waits for the tracer`() throws {
        var form = try form()
        _ = form.enter("traces")
        #expect(!form.isSettled)
        _ = form.update(.tracesArrived(Fixture.purchases.compactMap { TraceListing($0) }))
        #expect(form.isSettled)
        #expect(
            form.answer() == [
                "trace 000000007f0000010000000000000003: 09:41:16  POST /purchase  5.00 ms  "
                    + "spans 3  stock_mng  failed",
                "trace 000000007f0000010000000000000002: 09:41:09  POST /purchase  5.00 ms  "
                    + "spans 5  stock_mng balance_mng",
                "trace 000000007f0000010000000000000001: 09:41:04  POST /purchase  5.00 ms  "
                    + "spans 5  stock_mng balance_mng",
                "next: trace last, or trace and an id; labs, to go back",
            ])
    }

    @Test func `the last trace is told span by span`() throws {
        var form = try form()
        _ = form.enter("trace last")
        let spans = Fixture.purchases[0]
        _ = form.update(.tracesArrived([TraceListing(spans)].compactMap { $0 }))
        #expect(!form.isSettled)
        _ = form.update(.traceArrived(try #require(spans.first).traceID, spans))
        #expect(form.isSettled)
        #expect(
            form.answer() == [
                "trace 000000007f0000010000000000000003: 09:41:16  5.00 ms",
                "span 0  POST /purchase: stock_mng  5.00 ms, beginning at 0 µs  "
                    + "failed: no provider is known",
                "span 0.1  write stock.db: stock_mng, calls stock.db  "
                    + "900 µs, beginning at 100 µs",
                "span 0.2  minusBalance: stock_mng, calls balance_mng  "
                    + "3.00 ms, beginning at 1.10 ms  failed: no provider is known",
                "next: traces, for the list; logs; labs, to go back",
            ])
    }

    @Test func `a query is answered, a series a line`() throws {
        var form = try form()
        let asked = form.enter("metrics rpc.consumer.service.stats.total_count.count")
        #expect(!form.isSettled)
        _ = form.update(try #require(Fixture.answers(to: asked)))
        #expect(form.isSettled)
        let lines = form.answer()
        #expect(lines.first == "2 series")
        #expect(lines[1].hasPrefix("rpc.consumer.service.stats.total_count.count{method="))
        #expect(lines[2].hasSuffix(": 1,250"))
    }

    @Test func `the figures of an application are a line`() throws {
        var form = try form()
        let asked = form.enter("metrics")
        _ = form.update(try #require(Fixture.answers(to: asked)))
        #expect(
            form.answer().first
                == "application balance_mng: requests/s 7  failures/s 0.70  p50 7.00 ms  "
                + "p99 7.00 ms")
    }

    @Test func `the topology is an edge a line`() throws {
        var form = try form()
        _ = form.enter("topology")
        #expect(
            form.answer() == [
                "you: calls bookstore  0.6/s  6 in all",
                "bookstore: calls account  4.2/s  42 in all",
                "bookstore: calls stock.db  4.2/s  42 in all",
                "account: calls balance.db  4.2/s  42 in all",
                "bookstore: is connected to the registry",
                "account: is connected to the registry",
                "next: system, for the components; traces; labs, to go back",
            ])
        _ = form.enter("system")
        #expect(form.answer().first?.hasPrefix("component registry: ready") == true)
    }
}
