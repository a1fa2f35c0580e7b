/// Texts of the live column.
struct LiveWords: Sendable {
    let you: String
    let idle: String
    let perSecond: Text1
    let accountInside: String
    let notRunning: String
    let noProvider: String
    let calls: Text1
    /// The registry does not know a provider any more.
    let gone: String
    let registryAway: String
    let money: String
    let sold: String
    let booksAndMoney: String
    let holds: String
    let settling: String
    let apart: Text1
    let notMeasured: String
    let inDoubt: String
    let lastMinute: String
    let orders: String
    let refusals: String
    let events: String
    let applied: Text1
    let fileRefused: Text1
    let becameReady: String
    let stopped: String
    let noEvents: String
}

extension LiveWords {
    static let chinese = LiveWords(
        you: "你",
        idle: "没有请求",
        perSecond: Text1 { "\($0) 次/秒" },
        accountInside: "账户在本进程内",
        notRunning: "未运行",
        noProvider: "没有提供者",
        calls: Text1 { "\($0) 次" },
        gone: "已下线",
        registryAway: "注册中心不在",
        money: "余额",
        sold: "已售",
        booksAndMoney: "书款",
        holds: "相符",
        settling: "变动中",
        apart: Text1 { "相差 \($0)" },
        notMeasured: "未测得",
        inDoubt: "未定",
        lastMinute: "最近一分钟",
        orders: "订单", refusals: "被拒绝",
        events: "事件",
        applied: Text1 { "已应用 \($0)" },
        fileRefused: Text1 { "未采用：\($0)" },
        becameReady: "就绪",
        stopped: "已停止",
        noEvents: "还没有事件。保存一个文件，或买一本书。")

    static let english = LiveWords(
        you: "you",
        idle: "idle",
        perSecond: Text1 { "\($0)/s" },
        accountInside: "account inside",
        notRunning: "not running",
        noProvider: "no provider",
        calls: Text1 { $0 == "1" ? "1 call" : "\($0) calls" },
        gone: "gone",
        registryAway: "registry away",
        money: "money",
        sold: "sold",
        booksAndMoney: "books + money",
        holds: "holds",
        settling: "moving",
        apart: Text1 { "off \($0)" },
        notMeasured: "unknown",
        inDoubt: "in doubt",
        lastMinute: "the last minute",
        orders: "orders", refusals: "refused",
        events: "Events",
        applied: Text1 { "\($0) applied" },
        fileRefused: Text1 { "refused: \($0)" },
        becameReady: "ready",
        stopped: "stopped",
        noEvents: "No events yet. Save a file, or buy a book.")
}
