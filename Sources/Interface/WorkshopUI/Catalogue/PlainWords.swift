/// Texts of the plain form: whole sentences and labels, which need no sign and no column.
struct PlainWords: Sendable {
    let welcome: String
    let starting: String
    let goodbye: String
    let next: Text1
    let refused: Text1
    let news: Text1
    let question: Text1
    let answerYesOrNo: String
    let notDone: String
    /// A line of the agenda: number, title, how far.
    let lab: Text3
    /// A step's head: lab, number of so many, title.
    let step: Text3
    let state: Text1
    let command: String
    let file: Text1
    let check: Text3
    let checkHolds: String
    let checkNotYet: String
    let checkUnknown: String
    let expected: Text1
    let found: Text1
    let toDo: Text1
    let stepPassed: String
    let stepNotPassed: Text2
    let why: String
    let tryThis: String
    let hint: Text2
    let book: Text2
    let stock: Text2
    let order: Text2
    let balance: Text1
    let count: Text2
    let component: Text2
    let port: Text1
    let pid: Text1
    let service: Text1
    let provider: Text1
    let log: Text2
    /// A trace: its id, and what is known of it.
    let trace: Text2
    /// A span: its id and name, and what is known of it.
    let span: Text2
    let failed: String
    /// An application and its figures.
    let application: Text2
    /// A series and its value.
    let series: Text2
    /// Who calls, and what of it.
    let edge: Text2
    let saved: Text1
    let lines: Text1
    let commands: String
    let keys: String
    /// What may come next, on each screen.
    let nextInAgenda: String
    let nextInSteps: String
    let nextInStep: String
    let nextAfterPass: String
    let nextAfterLast: String
    let nextInShop: String
    let nextInSystem: String
    let nextInLogs: String
    let nextInTraces: String
    let nextInTrace: String
    let nextInMetrics: String
    let nextInTopology: String
    /// What was asked for is done.
    let done: String
    let nextInTransactions: String
    let nextInTransaction: String
    let nextWhenStuck: String
    let nextInBreaking: String
    /// A transaction: its xid, and what is known of it.
    let transaction: Text2
    /// A locked row, and who has it.
    let lock: Text2
    /// Money or books, and what of it.
    let sum: Text2
    let missing: Text1
    let missingForNow: Text1
    /// A column, and its images.
    let column: Text2
    /// Before, after, now.
    let images: Text3
    /// From whom, to whom.
    let received: Text1
    let sent: Text1
    /// What the words of the plain form do.
    let open: String
    let read: String
    let orders: String
    let money: String
    let showFile: String
    let yes: String
    let no: String
}

extension PlainWords {
    static let chinese = PlainWords(
        welcome: "纯文本形式：每次输入一行，按 Enter。help 列出全部命令，quit 退出。",
        starting: "正在启动组件，请稍候。",
        goodbye: "再见。",
        next: Text1 { "接下来：\($0)" },
        refused: Text1 { "没有做：\($0)" },
        news: Text1 { "消息：\($0)" },
        question: Text1 { "提问：\($0)" },
        answerYesOrNo: "请输入 yes 或 no。",
        notDone: "没有做任何事。",
        lab: Text3 { "实验 \($0)：\($1)，\($2)" },
        step: Text3 { "第 \($1) 步：\($2)（实验 \($0)）" },
        state: Text1 { "状态：\($0)" },
        command: "要输入的命令：",
        file: Text1 { "文件 \($0)：" },
        check: Text3 { "检查 \($0)：\($1)：\($2)" },
        checkHolds: "符合", checkNotYet: "还不符合", checkUnknown: "还没有检查",
        expected: Text1 { "  期望：\($0)" },
        found: Text1 { "  实际：\($0)" },
        toDo: Text1 { "  该做的：\($0)" },
        stepPassed: "这一步通过了。",
        stepNotPassed: Text2 { "这一步还没有通过：\($1) 项检查中 \($0) 项符合。" },
        why: "为什么：", tryThis: "试一试：",
        hint: Text2 { "提示 \($0)/\($1)：" },
        book: Text2 { "书 \($0)：\($1)" },
        stock: Text2 { "库存 \($0)，已购 \($1)" },
        order: Text2 { "订单 \($0)：\($1)" },
        balance: Text1 { "余额：\($0)" },
        count: Text2 { "已选 \($0) 本，合计 \($1)" },
        component: Text2 { "组件 \($0)：\($1)" },
        port: Text1 { "端口 \($0)" },
        pid: Text1 { "进程 \($0)" },
        service: Text1 { "服务：\($0)" },
        provider: Text1 { "  提供者：\($0)" },
        log: Text2 { "\($0)：\($1)" },
        trace: Text2 { "链路 \($0)：\($1)" },
        span: Text2 { "Span \($0)：\($1)" },
        failed: "失败",
        application: Text2 { "应用 \($0)：\($1)" },
        series: Text2 { "\($0)：\($1)" },
        edge: Text2 { "\($0)：\($1)" },
        saved: Text1 { "已保存 \($0)" },
        lines: Text1 { "共 \($0) 行" },
        commands: "命令：",
        keys: "单个字母和屏幕上的键意思相同，例如 c 检查、n 下一步、2 书店。",
        nextInAgenda: "open 打开第一个未完成的步骤；labs、shop、system、logs、traces、metrics、help",
        nextInSteps: "open 打开第一个未完成的步骤，step 3 打开第 3 步",
        nextInStep: "check 检查，hint 提示，solve 代做，next 下一步，read 再读一遍",
        nextAfterPass: "next 进入下一步",
        nextAfterLast: "labs 回到日程；这是本实验的最后一步",
        nextInShop: "buy 00001 下单，buy 00001 3 买三本，orders 看订单，labs 回到实验",
        nextInSystem: "stop account 停止，start account 启动，registry 问注册中心，labs 回到实验",
        nextInLogs: "logs account 只看一个组件，labs 回到实验",
        nextInTraces: "trace last 打开最近一条，trace ID 打开某一条，labs 回到实验",
        nextInTrace: "traces 回到列表，logs 看日志，labs 回到实验",
        nextInMetrics: "metrics up 做一次查询，metrics 看全部应用，labs 回到实验",
        nextInTopology: "system 看组件，traces 看链路，labs 回到实验",
        done: "已完成。",
        nextInTransactions: "transaction last 打开最近一个，transaction XID 打开某一个；b 看可以搞破坏的位置",
        nextInTransaction: "chaos 搞破坏；transactions 回到列表",
        nextWhenStuck: "choose force、choose keep 或 choose skip",
        nextInBreaking: "chaos kill account:committed-before-reply 这样写；chaos heal 全部取消；b 返回",
        transaction: Text2 { "事务 \($0)：\($1)" },
        lock: Text2 { "锁 \($0)：\($1)" },
        sum: Text2 { "\($0)：\($1)" },
        missing: Text1 { "对不上，少了 \($0)" },
        missingForNow: Text1 { "事务进行中，暂时差 \($0)" },
        column: Text2 { "列 \($0)：\($1)" },
        images: Text3 { "之前 \($0)，之后 \($1)，现在 \($2)" },
        received: Text1 { "来自 \($0)" }, sent: Text1 { "发给 \($0)" },
        open: "打开第一个未完成的步骤；open 3 打开第 3 步",
        read: "再读一遍现在的内容；直接按 Enter 也可以",
        orders: "列出订单", money: "读出余额", showFile: "读出主目录里的一个文件",
        yes: "回答是", no: "回答否")

    static let english = PlainWords(
        welcome: "The plain form: type a line, then Enter. help lists the words, quit ends.",
        starting: "The components are starting, one moment.",
        goodbye: "Goodbye.",
        next: Text1 { "next: \($0)" },
        refused: Text1 { "not done: \($0)" },
        news: Text1 { "news: \($0)" },
        question: Text1 { "question: \($0)" },
        answerYesOrNo: "Answer yes or no.",
        notDone: "Nothing was done.",
        lab: Text3 { "lab \($0): \($1), \($2)" },
        step: Text3 { "step \($1): \($2) (lab \($0))" },
        state: Text1 { "state: \($0)" },
        command: "command to type:",
        file: Text1 { "file \($0):" },
        check: Text3 { "check \($0): \($1): \($2)" },
        checkHolds: "holds", checkNotYet: "not yet", checkUnknown: "not looked at",
        expected: Text1 { "  expected: \($0)" },
        found: Text1 { "  found: \($0)" },
        toDo: Text1 { "  to do: \($0)" },
        stepPassed: "This step is passed.",
        stepNotPassed: Text2 { "This step is not passed yet: \($0) of \($1) checks hold." },
        why: "why:", tryThis: "try:",
        hint: Text2 { "hint \($0) of \($1):" },
        book: Text2 { "book \($0): \($1)" },
        stock: Text2 { "\($0) in stock, \($1) owned" },
        order: Text2 { "order \($0): \($1)" },
        balance: Text1 { "balance: \($0)" },
        count: Text2 { "count \($0), total \($1)" },
        component: Text2 { "component \($0): \($1)" },
        port: Text1 { "port \($0)" },
        pid: Text1 { "process \($0)" },
        service: Text1 { "service: \($0)" },
        provider: Text1 { "  provider: \($0)" },
        log: Text2 { "\($0): \($1)" },
        trace: Text2 { "trace \($0): \($1)" },
        span: Text2 { "span \($0): \($1)" },
        failed: "failed",
        application: Text2 { "application \($0): \($1)" },
        series: Text2 { "\($0): \($1)" },
        edge: Text2 { "\($0): \($1)" },
        saved: Text1 { "saved \($0)" },
        lines: Text1 { $0 == "1" ? "1 line" : "\($0) lines" },
        commands: "words:",
        keys: "A single letter means what the key means on the screen: c check, n next, 2 shop.",
        nextInAgenda:
            "open, for the first step to do; labs, shop, system, logs, traces, metrics, help",
        nextInSteps: "open, for the first step to do; step 3, for the third",
        nextInStep: "check, hint, solve, next, or read to hear it again",
        nextAfterPass: "next, for the next step",
        nextAfterLast: "labs, for the agenda; this was the last step of the lab",
        nextInShop: "buy 00001, or buy 00001 3 for three; orders; labs, to go back",
        nextInSystem: "stop account, start account, registry; labs, to go back",
        nextInLogs: "logs account, for one component; labs, to go back",
        nextInTraces: "trace last, or trace and an id; labs, to go back",
        nextInTrace: "traces, for the list; logs; labs, to go back",
        nextInMetrics: "metrics up, for a query; metrics, for all; labs, to go back",
        nextInTopology: "system, for the components; traces; labs, to go back",
        done: "Done.",
        nextInTransactions:
            "transaction last, or transaction and an xid; b, for the places that can be broken",
        nextInTransaction: "chaos, to break something; transactions, to go back",
        nextWhenStuck: "choose force, choose keep or choose skip",
        nextInBreaking:
            "chaos kill account:committed-before-reply, for instance; chaos heal; b, to go back",
        transaction: Text2 { "transaction \($0): \($1)" },
        lock: Text2 { "lock \($0): \($1)" },
        sum: Text2 { "\($0): \($1)" },
        missing: Text1 { "\($0) missing" },
        missingForNow: Text1 { "\($0) missing for now: a transaction is under way" },
        column: Text2 { "column \($0): \($1)" },
        images: Text3 { "before \($0), after \($1), now \($2)" },
        received: Text1 { "from \($0)" }, sent: Text1 { "to \($0)" },
        open: "open the first step to do; open 3 opens the third",
        read: "say again what is open; Enter alone does too",
        orders: "list the orders", money: "say the balance",
        showFile: "say a file of the home folder",
        yes: "answer yes", no: "answer no")
}
