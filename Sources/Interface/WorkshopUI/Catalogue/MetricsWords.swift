/// Texts of the metrics screen.
struct MetricsWords: Sendable {
    let last: Text1
    let application: String
    let highest: Text1
    let upTo: Text1
    let longer: String
    let noRequests: String
    let asking: String
    let notReady: String
    let none: String
    let example: String
    let noSeries: String
    let series: Text1
    let onlyOne: String
    let prompt: String
    /// Names of the figures: short for the table, long over the chart.
    let rate: String
    let failures: String
    let rateLong: String
    let failuresLong: String
    let medianLong: String
    let p99Long: String
    let distributionLong: String
    /// Reasons why a key is off.
    let nothingToCopy: String
    let nothingMeasured: String
    let noZoom: String

    /// A figure's name in the table.
    func short(_ figure: ServiceFigure) -> String {
        switch figure {
        case .rate: rate
        case .failures: failures
        case .median: "p50"
        case .p99: "p99"
        case .distribution: ""
        }
    }

    /// A figure's name over the chart.
    func long(_ figure: ServiceFigure) -> String {
        switch figure {
        case .rate: rateLong
        case .failures: failuresLong
        case .median: medianLong
        case .p99: p99Long
        case .distribution: distributionLong
        }
    }
}

extension MetricsWords {
    static let chinese = MetricsWords(
        last: Text1 { "最近 \($0)" }, application: "应用", highest: Text1 { "最高 \($0)" },
        upTo: Text1 { "不超过 \($0)" }, longer: "更久", noRequests: "这段时间没有请求。",
        asking: "正在询问 Lookout…",
        notReady: "Lookout 还没有就绪。按 3 查看它的状态。",
        none:
            "还没有采集到任何应用。在 bookstore.yaml 和 account.yaml 里写上 lookout: 127.0.0.1:9090。",
        example: "例如 2019 年工作坊里的这一句（输入时按 Tab 就会填上）：",
        noSeries: "没有匹配的时间序列。按 / 换一句，up 会列出正在采集的组件。",
        series: Text1 { "\($0) 条时间序列" }, onlyOne: "（只有这一条）", prompt: "查询",
        rate: "请求/秒", failures: "失败/秒", rateLong: "每秒请求数", failuresLong: "每秒失败数",
        medianLong: "耗时中位数（p50）", p99Long: "99% 的请求不超过（p99）",
        distributionLong: "耗时分布",
        nothingToCopy: "先按 / 做一次查询，才有可以复制的内容",
        nothingMeasured: "Lookout 还没有就绪", noZoom: "不能再缩放了：从一分钟到一天")

    static let english = MetricsWords(
        last: Text1 { "last \($0)" }, application: "application",
        highest: Text1 { "highest \($0)" },
        upTo: Text1 { "up to \($0)" }, longer: "longer", noRequests: "No requests in this time.",
        asking: "Asking Lookout…",
        notReady: "Lookout is not ready. Press 3 to see how it is.",
        none:
            "No application is measured yet. Write lookout: 127.0.0.1:9090 into bookstore.yaml and account.yaml.",
        example: "For instance the one of the workshop of 2019 (Tab fills it in while you type):",
        noSeries: "No series answers. / asks another query; up lists who is looked at.",
        series: Text1 { $0 == "1" ? "1 series" : "\($0) series" }, onlyOne: "(the only one)",
        prompt: "query",
        rate: "requests/s", failures: "failures/s", rateLong: "requests a second",
        failuresLong: "failures a second", medianLong: "half take no longer (p50)",
        p99Long: "99 of 100 take no longer (p99)", distributionLong: "how long requests take",
        nothingToCopy: "ask a query with / first, then there is something to copy",
        nothingMeasured: "Lookout is not ready",
        noZoom: "it goes from a minute to a day, no further")
}
