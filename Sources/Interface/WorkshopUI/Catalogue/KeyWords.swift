import Wire

/// Words for keys: a short one for the footer, a sentence for the help.
struct KeyWords: Sendable {
    let language: Language

    /// A key row's words.
    struct Text: Equatable, Sendable {
        /// For the footer.
        let word: String
        /// For the help.
        let sentence: String

        init(_ word: String, _ sentence: String) {
            self.word = word
            self.sentence = sentence
        }
    }

    /// The words of a topic.
    subscript(topic: KeyTopic) -> Text {
        language == .chinese ? Self.chinese(topic) : Self.english(topic)
    }

    /// A context's title in the help.
    func title(_ context: KeyContext) -> String {
        let texts: (String, String) =
            switch context {
            case .agenda: ("日程", "Agenda")
            case .steps: ("步骤列表", "Steps")
            case .step: ("步骤", "A step")
            case .shop: ("书店", "Shop")
            case .system: ("系统", "System")
            case .topology: ("拓扑", "Topology")
            case .logs: ("日志", "Logs")
            case .traces: ("链路列表", "Traces")
            case .trace: ("一条链路", "A trace")
            case .metrics: ("指标", "Metrics")
            case .transactions: ("全局事务", "Global transactions")
            case .transaction: ("一个事务", "A transaction")
            case .breaking: ("搞破坏", "Breaking things")
            case .help: ("帮助", "Help")
            case .projector: ("投影", "Projector")
            case .answer: ("回答", "Answers")
            case .question: ("提问", "Questions")
            }
        return language == .chinese ? texts.0 : texts.1
    }

    /// The help's other titles.
    var everywhere: String { language == .chinese ? "任何时候" : "Everywhere" }
    var commands: String { language == .chinese ? "命令，按 : 之后输入" : "Commands, typed after :" }
    var signs: String { language == .chinese ? "符号" : "Signs" }

    /// Why a screen that was opened for a hall stays one.
    var onlyProjector: String {
        language == .chinese ? "这个窗口只用于投影，按 q 退出" : "this window only shows; q quits it"
    }

    private static func chinese(_ topic: KeyTopic) -> Text {
        switch topic {
        case .screens: Text("切换", "实验、书店、系统、日志、链路、指标、事务")
        case .help: Text("帮助", "打开或关闭帮助")
        case .commandLine: Text("命令", "输入一条命令，Tab 补全")
        case .language: Text("English", "切换到英文")
        case .page: Text("分页器", "用分页器（$PAGER 或 less）看全文")
        case .mouse: Text("鼠标", "打开或关闭鼠标：点击、滚轮；按住 Shift 仍可选中文字")
        case .projector: Text("投影", "投影模式：大字少行，只看不动")
        case .leaveProjector: Text("返回", "离开投影模式")
        case .back: Text("返回", "返回上一级")
        case .suspend: Text("挂起", "回到 shell，用 fg 继续")
        case .quit: Text("退出", "退出，Ctrl-C 也可以")
        case .lab: Text("选择", "选择实验")
        case .open: Text("打开", "打开选中的一项")
        case .resetLab: Text("重置", "整个实验回到起点，先确认")
        case .step: Text("选择", "选择步骤")
        case .toAgenda: Text("日程", "回到日程")
        case .toSteps: Text("步骤", "回到步骤列表")
        case .check: Text("检查", "检查这一步的实际效果")
        case .answer: Text("回答", "回答这一步的问题")
        case .run: Text("运行", "运行这一步文字框里的命令")
        case .hint: Text("提示", "给出下一级提示，共两级")
        case .solve: Text("代做", "代你完成这一步")
        case .reset: Text("重置", "回到这一步的起点")
        case .skip: Text("跳过", "代你完成并记为跳过，先确认")
        case .next: Text("下一步", "进入下一步")
        case .previous: Text("上一步", "回到上一步")
        case .copy: Text("复制", "复制这一步里的文字框")
        case .copyLine: Text("复制", "复制匹配的一行，或最下面一行")
        case .copyOrder: Text("复制", "复制最近一笔订单")
        case .edit: Text("编辑", "用编辑器打开这一步要改的文件")
        case .scroll: Text("滚动", "上下滚动，PgUp、PgDn、Home、End 更快")
        case .book: Text("选书", "选择一本书")
        case .count: Text("数量", "减少或增加数量")
        case .order: Text("下单", "下单，先确认合计")
        case .askAgain: Text("再问", "为未定的订单再问一次，不会重复购买")
        case .component: Text("选择", "选择组件")
        case .start: Text("启动", "启动组件")
        case .stop: Text("停止", "停止组件，让它先收尾")
        case .restart: Text("重启", "停止后再启动")
        case .kill: Text("杀掉", "用 kill -9 杀掉组件，先确认")
        case .askRegistry: Text("注册中心", "问注册中心有哪些服务")
        case .filter: Text("组件", "只看一个组件，或看全部")
        case .follow: Text("跟随", "跟随最新的一行")
        case .search: Text("查找", "查找文字，不分大小写")
        case .matches: Text("上下处", "更早或更晚的一处匹配")
        case .seeing(let topic): chinese(topic)
        case .transacting(let topic): chinese(topic)
        case .closeHelp: Text("关闭", "关闭帮助")
        case .closeAnswer: Text("关闭", "关闭回答")
        case .yes: Text("是", "是；下单和代做时 Enter 也可以")
        case .no: Text("否", "否；Esc 也可以")
        }
    }

    private static func english(_ topic: KeyTopic) -> Text {
        switch topic {
        case .screens: Text("screens", "Labs, Shop, System, Logs, Traces, Metrics, Tx")
        case .help: Text("help", "open or close this help")
        case .commandLine: Text("command", "type a command; Tab completes it")
        case .language: Text("中文", "switch to Chinese")
        case .page: Text("pager", "the whole text in your pager ($PAGER, less)")
        case .mouse: Text("mouse", "mouse on or off: click, wheel; Shift still selects text")
        case .projector: Text("projector", "large marks and few lines, for a hall; changes nothing")
        case .leaveProjector: Text("back", "leave the projector")
        case .back: Text("back", "one level back")
        case .suspend: Text("suspend", "back to the shell; fg continues")
        case .quit: Text("quit", "quit; Ctrl-C does too")
        case .lab: Text("choose", "choose a lab")
        case .open: Text("open", "open what is selected")
        case .resetLab: Text("reset", "the whole lab back to its beginning, after a question")
        case .step: Text("choose", "choose a step")
        case .toAgenda: Text("agenda", "back to the agenda")
        case .toSteps: Text("steps", "back to the list of steps")
        case .check: Text("check", "look at what this step really brought about")
        case .answer: Text("answer", "answer the question of this step")
        case .run: Text("run", "run the command in the box of this step")
        case .hint: Text("hint", "show the next of two hints")
        case .solve: Text("solve", "have this step done for you")
        case .reset: Text("reset", "back to the beginning of this step")
        case .skip: Text("skip", "have it done and counted as skipped, after a question")
        case .next: Text("next", "go to the next step")
        case .previous: Text("back", "go to the step before")
        case .copy: Text("copy", "copy the box of this step")
        case .copyLine: Text("copy", "copy the match, or the line at the bottom")
        case .copyOrder: Text("copy", "copy the newest order")
        case .edit: Text("edit", "open this step's file in your editor")
        case .scroll: Text("scroll", "scroll; PgUp, PgDn, Home, End go further")
        case .book: Text("book", "choose a book")
        case .count: Text("count", "order fewer or more")
        case .order: Text("order", "order, after a look at the total")
        case .askAgain: Text("ask again", "ask again about an order in doubt; it never buys twice")
        case .component: Text("choose", "choose a component")
        case .start: Text("start", "start the component")
        case .stop: Text("stop", "stop it, with time to tidy up")
        case .restart: Text("restart", "stop it, then start it")
        case .kill: Text("kill", "kill -9, after a question")
        case .askRegistry: Text("registry", "ask the registry which services it knows")
        case .filter: Text("filter", "lines of one component, or of all")
        case .follow: Text("follow", "follow the newest line")
        case .search: Text("find", "find text, upper or lower case")
        case .matches: Text("matches", "the next older or newer match")
        case .seeing(let topic): english(topic)
        case .transacting(let topic): english(topic)
        case .closeHelp: Text("close", "close this help")
        case .closeAnswer: Text("close", "close the answer")
        case .yes: Text("yes", "yes; Enter too when ordering or solving")
        case .no: Text("no", "no; Esc does too")
        }
    }
}
