/// Texts that more than one screen shows.
struct CommonWords: Sendable {
    let labs: String
    let shop: String
    let system: String
    let logs: String
    let traces: String
    let metrics: String
    let transactions: String
    let help: String
    /// The language in force, in the upper right corner.
    let language: String
    /// So many of so many components are ready.
    let ready: Text2
    /// The supervisor was never heard of.
    let waitingForSupervisor: String
    /// The supervisor does not answer any more.
    let supervisorGone: String
    /// Values are so many seconds old.
    let secondsOld: Text1
    let justNow: String
    let secondsAgo: Text1
    let seconds: Text1
    let minutes: Text1
    let hours: Text1
    let days: Text1
    /// So many lines are below what is shown.
    let linesBelow: Text1
    let linesAbove: Text1
    let copied: Text1
    let editRefused: Text1
    let pageRefused: Text1
    let noPager: String
    let mouseOn: String
    let mouseOff: String
    let noMouse: String
    /// The locale knows ASCII only.
    let noChinese: String
    /// Said at a key that means nothing here.
    let unknownKey: Text1
}

extension CommonWords {
    static let chinese = CommonWords(
        labs: "实验", shop: "书店", system: "系统", logs: "日志", traces: "链路", metrics: "指标",
        transactions: "事务",
        help: "帮助",
        language: "中文",
        ready: Text2 { "\($0)/\($1) 就绪" },
        waitingForSupervisor: "正在连接监管进程…",
        supervisorGone: "监管进程没有回应",
        secondsOld: Text1 { "\($0) 秒前的数据" },
        justNow: "刚刚",
        secondsAgo: Text1 { "\($0) 秒前" },
        seconds: Text1 { "\($0) 秒" },
        minutes: Text1 { "\($0) 分" },
        hours: Text1 { "\($0) 小时" },
        days: Text1 { "\($0) 天" },
        linesBelow: Text1 { "下面还有 \($0) 行" },
        linesAbove: Text1 { "上面还有 \($0) 行" },
        copied: Text1 { "已复制 \($0) 行" },
        editRefused: Text1 { "打不开编辑器：\($0)" },
        pageRefused: Text1 { "打不开分页器：\($0)" },
        noPager: "这里没有终端，打不开分页器",
        mouseOn: "鼠标已打开：点击、滚轮；选中文字请按住 Shift",
        mouseOff: "鼠标已关闭，由终端自己选中文字",
        noMouse: "这个终端没有鼠标",
        noChinese: "当前 locale 只有 ASCII；请用 LANG=C.UTF-8 或 --lang zh 启动",
        unknownKey: Text1 { "“\($0)”在这里没有作用，按 ? 看可用的键" })

    static let english = CommonWords(
        labs: "Labs", shop: "Shop", system: "System", logs: "Logs", traces: "Traces",
        metrics: "Metrics",
        transactions: "Tx", help: "Help",
        language: "EN",
        ready: Text2 { "\($0)/\($1) ready" },
        waitingForSupervisor: "waiting for the supervisor…",
        supervisorGone: "the supervisor does not answer",
        secondsOld: Text1 { "\($0) s old" },
        justNow: "a moment ago",
        secondsAgo: Text1 { "\($0) s ago" },
        seconds: Text1 { "\($0) s" },
        minutes: Text1 { "\($0) min" },
        hours: Text1 { "\($0) h" },
        days: Text1 { "\($0) d" },
        linesBelow: Text1 { "\($0) more below" },
        linesAbove: Text1 { "\($0) more above" },
        copied: Text1 { $0 == "1" ? "1 line copied" : "\($0) lines copied" },
        editRefused: Text1 { "no editor opens: \($0)" },
        pageRefused: Text1 { "no pager opens: \($0)" },
        noPager: "there is no terminal here for a pager",
        mouseOn: "mouse on: click and wheel; hold Shift to select text",
        mouseOff: "mouse off: the terminal selects text itself",
        noMouse: "this terminal has no mouse",
        noChinese: "this locale has ASCII only; start with LANG=C.UTF-8 or --lang zh",
        unknownKey: Text1 { "\"\($0)\" does nothing here; ? lists the keys" })
}
