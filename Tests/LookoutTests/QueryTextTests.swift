import Testing

@testable import LookoutCore

/// What the subset takes and refuses, and where it points.
@Suite struct QueryTextTests {
    @Test(arguments: [
        "up", "rpc.consumer.service.stats.total_count.count{app=\"stock_mng\"}", "{app='x'}",
        "jvm.memory.heap.used{app=\"gateway\"}", "rate(x[5m])", "rate(x[1h30m] offset 5m)",
        "sum by (app) (rate(a.b.c[1m]))", "sum(rate(a[1m])) by (app, le)", "-x ^ 2", "1 + 2 * 3",
        "histogram_quantile(0.99, sum by (le) (rate(x_bucket[30s])))", "a / on(app) b",
        "a and ignoring(x) b or c unless d", "1 == bool 2", "topk(3, x)",
        "x{a=~\"b|c\",d!~\".*e\"}",
        "x{a=~|\"b|c\"}", "0x1F + 1e3 + .5 + Inf", "time()", "scalar(x) * 2", "vector(1)",
        "{\"rpc.calls\", app=\"x\"}", "x # a comment", "x{a=\"b\",}", "round(x, 0.1)", "round(x)",
    ])
    func `queries of the subset are read`(text: String) throws {
        _ = try Query(text)
    }

    @Test(arguments: [
        ("", "1:1: parse error: the query is empty; ask for a name, for instance up"),
        ("up{", "1:4: parse error: unexpected the end of the query, expected a label or \"}\""),
        ("up{app}", "1:7: parse error: unexpected \"}\", expected one of = != =~ !~"),
        ("up{app=x}", "1:8: parse error: unexpected \"x\", expected a text in quotes"),
        ("up{app=\"x}", "1:8: parse error: the quoted text has no end"),
        (
            "up{app=~\"[\"}",
            "1:9: parse error: bad regular expression, or one longer than 256 bytes"
        ),
        (
            "rate(up)",
            "1:6: parse error: rate takes a range vector here, not a instant vector; write for instance rate(up[1m])"
        ),
        (
            "rate(up[5])",
            "1:9: parse error: unexpected number 5.0, expected a duration, for instance 30s"
        ),
        ("up[5x]", "1:4: parse error: bad duration \"5x\"; write 30s, 5m or 1h30m"),
        ("fly(up)", "1:1: parse error: unknown function \"fly\""),
        ("sum(up", "1:7: parse error: unexpected the end of the query, expected \")\""),
        (
            "up + ",
            "1:6: parse error: unexpected the end of the query, expected a metric's name, a function, a number or \"(\""
        ),
        ("1 == 2", "1:3: parse error: comparing two numbers needs bool: 1 == bool 1"),
        ("1 and up", "1:3: parse error: and takes instant vectors only"),
        ("up ! up", "1:4: parse error: unexpected character \"!\""),
        (
            "{app=~\".*\"}",
            "1:1: parse error: a selector needs a name, or one label that must not be empty"
        ),
        ("up[1m:10s]", "1:6: parse error: subqueries are not supported"),
        (
            "a * on(x) group_left b",
            "1:11: parse error: group_left is not supported; aggregate one side first"
        ),
        ("up @ 5", "1:4: parse error: @ is not supported"),
        ("up) ", "1:3: parse error: unexpected \")\", expected an operator or the end"),
        ("up up", "1:4: parse error: unexpected \"up\", expected an operator or the end"),
    ])
    func `what cannot be read is refused with its place`(text: String, message: String) {
        do throws(QueryError) {
            _ = try Query(text)
            Issue.record("\(text) was read")
        } catch {
            #expect("\(error)" == message)
        }
    }

    @Test func `nothing makes the parser fall`() {
        let parts = [
            "up", "(", ")", "{", "}", "[", "]", "5m", "by", "-", "sum", ",", "\"", "=~", "1",
        ]
        var state: UInt64 = 1
        for _ in 0..<5_000 {
            var text = ""
            for _ in 0..<8 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += parts[Int(state >> 33) % parts.count]
            }
            _ = try? Query(text)
        }
        _ = try? Query(String(repeating: "(", count: 4_000))
        _ = try? Query(String(repeating: "-", count: 4_000) + "1")
    }
}
