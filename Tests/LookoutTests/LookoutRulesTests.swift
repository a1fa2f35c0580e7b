import LookoutAPI
import Testing

@testable import LookoutCore

/// The rules as something one can feed inside an expectation.
private final class Bench {
    var rules = Lookout()

    func announce(_ announcement: Announcement, now: Int64) -> Bool {
        rules.announce(announcement, now: now)
    }

    func tick(now: Int64) -> [Lookout.Action] { rules.tick(now: now) }

    func take(
        _ answer: Lookout.Answer, of announcement: Announcement, time: Int64, seconds: Double
    ) {
        rules.take(answer, of: announcement, time: time, seconds: seconds)
    }

    func withdraw(_ announcement: Announcement, now: Int64) {
        rules.withdraw(announcement, now: now)
    }
}

/// Whom Lookout asks, and what becomes of the answers.
@Suite struct LookoutRulesTests {
    private let account = Announcement(
        instance: "account-2", component: "account", app: "balance_mng",
        address: "127.0.0.1:4711", launch: "one")

    private func value(_ bench: Bench, _ text: String, at time: Int64) throws -> [String] {
        let lookout = bench.rules
        let query = try Query(text).derivingStatistics { lookout.store.hasName($0) }
        let result = try query.evaluate(
            at: .init(at: time), over: lookout.series(for: query.selectors))
        return result.series.map { series in
            let labels = series.labels.pairs.map { "\($0.name)=\($0.value)" }
            return "\(labels.joined(separator: ",")) \(series.points[0].value)"
        }
    }

    private func text(_ body: String) -> Lookout.Answer { .text(Array(body.utf8)) }

    @Test func `an announced component is asked each second, until it falls silent`() {
        let lookout = Bench()
        #expect(lookout.announce(account, now: 0))
        #expect(lookout.tick(now: 1_000) == [.scrape(account, time: 1_000)])
        #expect(lookout.tick(now: 2_000) == [], "it was asked and has not answered")
        lookout.take(text("x 1\n"), of: account, time: 1_000, seconds: 0.1)
        #expect(lookout.tick(now: 3_000) == [.scrape(account, time: 3_000)])
        #expect(lookout.announce(account, now: 9_000))
        lookout.take(text("x 1\n"), of: account, time: 3_000, seconds: 0.1)
        #expect(lookout.tick(now: 19_000).count == 1)
        #expect(lookout.tick(now: 19_001) == [])
        #expect(lookout.rules.state.targets == [])
    }

    @Test func `a sample gets its target's labels, and the name of 2019`() throws {
        let lookout = Bench()
        _ = lookout.announce(account, now: 0)
        lookout.take(
            text(
                """
                # HELP "rpc.calls" Calls.
                # TYPE "rpc.calls" counter
                {"rpc.calls_total",app="balance_mng",instance="mine"} 7
                up_to{a="b \\"c\\""} 1e3
                # EOF

                """), of: account, time: 1_000, seconds: 0.5)
        #expect(
            try value(lookout, "rpc.calls.count", at: 1_000) == [
                "__name__=rpc.calls.count,app=balance_mng,component=account,exported_instance=mine,instance=account-2,job=workshop 7.0"
            ])
        #expect(try value(lookout, "rpc_calls_total", at: 1_000).count == 1)
        #expect(try value(lookout, "rpc.rate", at: 1_000) == [])
        #expect(
            try value(lookout, "up_to", at: 1_000) == [
                "__name__=up_to,a=b \"c\",component=account,instance=account-2,job=workshop 1000.0"
            ])
        #expect(lookout.rules.metadata["rpc.calls"] == .init(type: "counter", help: "Calls."))
        #expect(
            try value(lookout, "up + scrape_samples_scraped", at: 1_000) == [
                "app=balance_mng,component=account,instance=account-2,job=workshop 3.0"
            ])
    }

    @Test func `a series that vanishes ends, and so do all of a component that is gone`() throws {
        let lookout = Bench()
        _ = lookout.announce(account, now: 0)
        lookout.take(text("x 1\ny 1\n"), of: account, time: 1_000, seconds: 0)
        lookout.take(text("x 2\n"), of: account, time: 2_000, seconds: 0)
        #expect(try value(lookout, "x", at: 2_000).count == 1)
        #expect(try value(lookout, "y", at: 2_000) == [])
        lookout.take(.fault("nothing answers"), of: account, time: 3_000, seconds: 0)
        #expect(try value(lookout, "x", at: 3_000) == [])
        #expect(try value(lookout, "sum(up)", at: 3_000) == [" 0.0"])
        #expect(lookout.rules.state.targets.first?.fault == "nothing answers")
        lookout.take(text("x 1\n"), of: account, time: 4_000, seconds: 0)
        #expect(try value(lookout, "sum(increase(x[10s]))", at: 4_000) != [])
        lookout.withdraw(account, now: 5_000)
        #expect(try value(lookout, "x", at: 5_000) == [])
        #expect(try value(lookout, "up", at: 5_000) == [])
    }

    @Test func `a counter that is born between two rounds was 0 before`() throws {
        let lookout = Bench()
        _ = lookout.announce(account, now: 0)
        lookout.take(text("# TYPE x counter\n"), of: account, time: 1_000, seconds: 0)
        lookout.take(
            text("# TYPE x counter\nx_total 3\n# TYPE y gauge\ny 3\n"), of: account, time: 2_000,
            seconds: 0)
        #expect(try value(lookout, "sum(increase(x_total[1s]))", at: 2_000) == [" 3.0"])
        #expect(try value(lookout, "sum(delta(y[1s]))", at: 2_000) == [])
    }

    @Test func `another launch takes the first one's place, a late answer is not taken`() throws {
        let lookout = Bench()
        var second = account
        second.launch = "two"
        _ = lookout.announce(account, now: 0)
        _ = lookout.tick(now: 1_000)
        _ = lookout.announce(second, now: 1_500)
        lookout.take(text("x 9\n"), of: account, time: 1_000, seconds: 0)
        #expect(try value(lookout, "x", at: 1_000) == [])
        #expect(lookout.tick(now: 2_000) == [.scrape(second, time: 2_000)])
        lookout.withdraw(account, now: 2_500)
        #expect(lookout.rules.state.targets.count == 1)
    }

    @Test func `strange addresses and endless names are not taken`() {
        let lookout = Bench()
        for address in ["10.0.0.1:80", "127.0.0.1", "127.0.0.1:0", ":80"] {
            var strange = account
            strange.address = address
            #expect(!lookout.announce(strange, now: 0), "\(address)")
        }
        var long = account
        long.app = String(repeating: "x", count: 65)
        #expect(!lookout.announce(long, now: 0))
        for number in 0..<(Lookout.targetLimit + 10) {
            var one = account
            one.instance = "account-\(number)"
            #expect(lookout.announce(one, now: 0) == (number < Lookout.targetLimit))
        }
    }

    @Test(arguments: ["x", "x{", "x{a=\"b} 1", "x 1 2 3\nx nonsense", "{} 1", "\u{0}\u{1}", "= 3"])
    func `nonsense is a fault or nothing, never a crash`(body: String) {
        let lookout = Bench()
        _ = lookout.announce(account, now: 0)
        lookout.take(text(body), of: account, time: 1_000, seconds: 0)
        #expect(lookout.rules.store.figures.series <= 4)
    }

    @Test func `evidence tells calls by application and what was asked`() throws {
        let lookout = Bench()
        _ = lookout.announce(account, now: 0)
        lookout.take(
            text(
                """
                {"rpc.consumer.service.stats.total_count_total",app="stock_mng",method="a"} 3
                {"rpc.consumer.service.stats.total_count_total",app="stock_mng",method="b"} 4
                {"rpc.consumer.service.stats.fail_count_total",app="stock_mng",method="b"} 1

                """), of: account, time: 1_000, seconds: 0)
        lookout.rules.countQuestion(try Query("sum(up) + up"))
        #expect(lookout.rules.state.calls == [.init(app: "stock_mng", count: 7, failures: 1)])
        #expect(lookout.rules.state.questions == 1)
        #expect(lookout.rules.state.asked == [.init(name: "up", times: 2)])
    }

    @Test func `who comes, goes, fails or calls is a change, the same samples again are none`()
        throws
    {
        let lookout = Bench()
        let calls = #"{"rpc.consumer.service.stats.total_count_total",app="stock_mng"} "#
        let query = try Query("up")
        let deeds: [() -> Void] = [
            { _ = lookout.announce(account, now: 0) },
            { _ = lookout.announce(account, now: 1) },
            { _ = lookout.tick(now: 1_000) },
            { lookout.take(text("\(calls)3\n"), of: account, time: 1_000, seconds: 0) },
            { lookout.take(text("\(calls)3\n"), of: account, time: 2_000, seconds: 0) },
            { lookout.take(text("\(calls)4\n"), of: account, time: 3_000, seconds: 0) },
            { lookout.take(.fault("late"), of: account, time: 4_000, seconds: 0) },
            { lookout.rules.countQuestion(query) },
            { lookout.withdraw(account, now: 5_000) },
            { lookout.withdraw(account, now: 5_000) },
        ]
        let counted = deeds.map { deed in
            deed()
            return lookout.rules.changes
        }
        #expect(counted == [1, 1, 1, 2, 2, 3, 4, 5, 6, 6])
    }
}
