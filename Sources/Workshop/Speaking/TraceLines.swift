import Telemetry
import TracerAPI
import Wire

/// Lists of traces and of links as lines of text.
enum TraceLines {
    static func list(_ traces: [TraceListing], in language: Language) -> [String] {
        let english = language == .english
        guard !traces.isEmpty else {
            return [
                english
                    ? "no trace yet; is `tracer: 127.0.0.1:9411` in both files?"
                    : "还没有链路；两个文件里都写了 `tracer: 127.0.0.1:9411` 吗？"
            ]
        }
        let heads =
            english
            ? ["TRACE", "TIME", "WHAT", "SPANS", "DURATION", "SERVICES", ""]
            : ["链路", "时间", "操作", "跨度", "耗时", "服务", ""]
        var table = Table(heads, [.left, .left, .left, .right, .right, .left, .left])
        for trace in traces {
            let time = "\(Timestamp(milliseconds: trace.timestamp / 1_000))"
            table.add([
                trace.shownID, "\(time.dropFirst(11).prefix(12))", trace.root, "\(trace.spans)",
                Microseconds.text(trace.durationMicros), trace.services.joined(separator: " "),
                trace.error ? (english ? "failed" : "失败") : "",
            ])
        }
        return table.lines
    }

    static func links(_ links: [DependencyLink], in language: Language) -> [String] {
        let english = language == .english
        guard !links.isEmpty else {
            return [english ? "nobody has called anybody yet" : "还没有任何服务间的调用"]
        }
        var table = Table(
            english ? ["CALLER", "CALLED", "CALLS", "FAILED"] : ["调用方", "被调用方", "次数", "失败"],
            [.left, .left, .right, .right])
        for link in links {
            table.add([link.parent, link.child, "\(link.callCount)", "\(link.errorCount)"])
        }
        return table.lines
    }
}
