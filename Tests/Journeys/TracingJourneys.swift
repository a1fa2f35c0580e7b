import Foundation
import TestSupport
import Testing
import Wire

/// Spans of real processes, from a purchase to the command line.
@Suite struct TracingJourneys {
    private struct Traces: Decodable {
        struct Trace: Decodable {
            let traceId: String
            let root: String
            let services: [String]
            let spans: Int
            let error: Bool
        }

        let traces: [Trace]
    }

    private struct Span: Decodable {
        let id: String
        let name: String
        let kind: String?
        let shared: Bool?
        let tags: [String: String]
    }

    private struct Links: Decodable {
        struct Link: Decodable, Hashable {
            let parent: String
            let child: String
            let callCount: Int
            let errorCount: Int
        }

        let dependencies: [Link]
    }

    @Test func `a purchase is one trace over both systems, and a broken one is red`() async throws {
        try await Workshop.with("trace") { workshop in
            let tracer = "\ntracer: 127.0.0.1:\(workshop.ports[4])\n"
            try workshop.edit("account.yaml") {
                $0.replacingOccurrences(of: "binding: none", with: "binding: bolt") + tracer
            }
            try workshop.edit("bookstore.yaml") {
                $0.replacingOccurrences(of: "binding: local", with: "binding: bolt") + tracer
            }
            let up = try await workshop.run("up", "--detach")
            #expect(up.status == 0, "\(up.output)\(up.errors)")
            let bought = try await workshop.run("buy", "00001", "--order-id", "one")
            #expect(bought.status == 0, "\(bought.output)\(bought.errors)")
            let trace = try await eventually("the purchase's trace", within: .seconds(10)) {
                try await workshop.ask(
                    Traces.self, "trace", "list", "--service", "balance_mng"
                ).traces.first { $0.root == "POST /purchase" && $0.services.count == 2 }
            }
            #expect(!trace.error)
            #expect(trace.services == ["stock_mng", "balance_mng"])
            let spans = try await workshop.ask([Span].self, "trace", "show", trace.traceId)
            let sides = spans.filter { $0.name == "balancemngfacade/minusbalance" }
            #expect(Set(sides.map(\.kind)) == ["CLIENT", "SERVER"])
            #expect(Set(sides.map(\.id)).count == 1)
            #expect(sides.allSatisfy { $0.tags["result.code"] == "00" })
            #expect(spans.contains { $0.name == "write balance.db" })
            #expect(spans.contains { $0.name == "write stock.db" })
            let shown = try await workshop.run("trace", "show", trace.traceId)
            #expect(shown.output.contains("minusBalance  stock_mng > balance_mng"))
            let words = "trace=\(trace.traceId.drop { $0 == "0" })"
            try await eventually("the trace in the log", within: .seconds(10)) {
                try await workshop.run("logs", "account").output.contains(words) ? true : nil
            }

            _ = try await workshop.run("stop", "account")
            let control = try await Control(of: workshop)
            try await eventually("the account's end", within: .seconds(10)) {
                try await control.snapshot().components.contains {
                    "\($0.name)" == "account" && $0.state == .stopped
                } ? true : nil
            }
            #expect(try await workshop.run("buy", "00001").status != 0)
            // Before it buys, the client looks for its user, which fails too, in a trace of its own.
            let red = try await eventually("the red trace", within: .seconds(10)) {
                try await workshop.ask(Traces.self, "trace", "list", "--failed").traces
                    .first { $0.root == "POST /purchase" }
            }
            let reason = try await workshop.run("trace", "show", red.traceId)
            #expect(reason.output.contains("! account_unreachable"), "\(reason.output)")
            let links = try await workshop.ask(Links.self, "trace", "dependencies").dependencies
            // Nobody answered, and yet it is known who was called in vain.
            #expect(
                links.contains {
                    $0.parent == "stock_mng" && $0.child == "balance_mng" && $0.errorCount > 0
                })
        }
    }

    @Test func `without a tracer in the files nothing of the shop is recorded`() async throws {
        try await Workshop.with("untraced") { workshop in
            _ = try await workshop.run("up", "--detach")
            #expect(try await workshop.run("buy", "00001").status == 0)
            let traces = try await workshop.ask(Traces.self, "trace", "list").traces
            #expect(traces.allSatisfy { !$0.services.contains("stock_mng") })
        }
    }
}
