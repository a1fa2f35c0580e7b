/// Texts of the traces screen.
struct TracesWords: Sendable {
    let all: String
    let trace: String
    let twoTraces: String
    let onlyFailed: String
    let atLeast: Text1
    let time: String
    let what: String
    let services: String
    let spans: String
    let duration: String
    /// So many traces, so many spans are kept.
    let kept: Text2
    let dropped: Text1
    let evicted: Text1
    let unsampled: Text1
    let marked: String
    let chooseOther: String
    let asking: String
    let notReady: String
    let none: String
    let noneFit: String
    let unknown: String
    /// Sides of a call, and work within a process.
    let client: String
    let server: String
    let within: String
    /// So long, beginning so long after the trace.
    let took: Text2
    let otherSide: String
    /// Reasons why a key is off.
    let nothingSelected: String
    let noLines: String
    let noTraceInLine: String
    let noTraceOfOrder: String
}

extension TracesWords {
    static let chinese = TracesWords(
        all: "全部", trace: "链路", twoTraces: "两条链路对比", onlyFailed: "只看失败",
        atLeast: Text1 { "至少 \($0)" },
        time: "时间", what: "做了什么", services: "经过的服务", spans: "Span", duration: "耗时",
        kept: Text2 { "保留了 \($0) 条链路、\($1) 个 Span（SOFATracer）" },
        dropped: Text1 { "丢失 \($0) 个" }, evicted: Text1 { "腾出旧的 \($0) 个" },
        unsampled: Text1 { "\($0) 条未采样" },
        marked: "已选作对比", chooseOther: "再选一条链路，按 v 与它对比",
        asking: "正在询问链路追踪…",
        notReady: "链路追踪（tracer）还没有就绪。按 3 查看它的状态。",
        none: "还没有链路。在 bookstore.yaml 和 account.yaml 里写上 tracer: 127.0.0.1:9411，再按 2 买一本书。",
        noneFit: "没有符合筛选条件的链路。←→ 换服务，f 取消只看失败，d 换耗时。",
        unknown: "链路追踪里已经没有这条链路了：旧的会给新的让位。按 Esc 回到列表。",
        client: "调用方", server: "被调用方", within: "内部",
        took: Text2 { "耗时 \($0)，从 \($1) 开始" }, otherSide: "对端",
        nothingSelected: "还没有链路可选",
        noLines: "读到的日志里没有这条链路的行",
        noTraceInLine: "这一行不属于任何链路",
        noTraceOfOrder: "日志里没有上一笔订单的链路：bookstore.yaml 里要有 tracer")

    static let english = TracesWords(
        all: "all", trace: "Trace", twoTraces: "Two traces", onlyFailed: "failed only",
        atLeast: Text1 { "at least \($0)" },
        time: "time", what: "what", services: "services", spans: "spans", duration: "duration",
        kept: Text2 { "\($0) traces, \($1) spans kept (SOFATracer)" },
        dropped: Text1 { "\($0) lost" }, evicted: Text1 { "\($0) old ones gone" },
        unsampled: Text1 { "\($0) not sampled" },
        marked: "to be compared", chooseOther: "choose another trace and press v to compare them",
        asking: "Asking the tracer…",
        notReady: "The tracer is not ready. Press 3 to see how it is.",
        none:
            "No traces yet. Write tracer: 127.0.0.1:9411 into bookstore.yaml and account.yaml, then press 2 and buy a book.",
        noneFit:
            "No trace fits. ←→ chooses another service, f shows successes too, d other durations.",
        unknown:
            "The tracer has this trace no more: old ones make room for new ones. Esc goes back to the list.",
        client: "client", server: "server", within: "inside",
        took: Text2 { "\($0), beginning at \($1)" }, otherSide: "other side",
        nothingSelected: "there is no trace to choose yet",
        noLines: "no line that was read belongs to this trace",
        noTraceInLine: "this line belongs to no trace",
        noTraceOfOrder:
            "no trace of the last order: bookstore.yaml needs the tracer's address")
}
