/// Texts of the command line.
struct CommandWords: Sendable {
    /// There is no such command; this one is near.
    let unknown: Text2
    /// There is no such command, and none is near.
    let unknownAlone: Text1
    /// A command is written so.
    let usage: Text1
    /// What each command does.
    let labs: String
    let shop: String
    let system: String
    let topology: String
    let logs: String
    let traces: String
    let trace: String
    let metrics: String
    let transactions: String
    let transaction: String
    let help: String
    let buy: String
    let start: String
    let stop: String
    let restart: String
    let kill: String
    let chaos: String
    let choose: String
    let registry: String
    let lang: String
    let check: String
    let answer: String
    let run: String
    let hint: String
    let solve: String
    let reset: String
    let skip: String
    let step: String
    let next: String
    let back: String
    let set: String
    /// There is no trace of this id to be opened.
    let noTrace: Text1
    /// There is no step of this number; there are so many.
    let noStep: Text2
    /// There is no such place; where they are listed.
    let noPlace: Text1
    /// No transaction is open.
    let noOpenTransaction: String
    let chaosVerbs: String
    let quit: String
}

extension CommandWords {
    static let chinese = CommandWords(
        unknown: Text2 { "没有命令“\($0)”，是不是想输入 \($1)？" },
        unknownAlone: Text1 { "没有命令“\($0)”，按 ? 看全部命令" },
        usage: Text1 { "写法：\($0)" },
        labs: "打开实验", shop: "打开书店", system: "打开系统",
        topology: "打开拓扑：谁在调用谁",
        logs: "打开日志，可以只看一个组件",
        traces: "打开链路", trace: "打开一条链路：它的 ID，或者 last",
        metrics: "打开指标，可以带一句 PromQL 查询",
        transactions: "打开全局事务", transaction: "打开一个全局事务：它的 xid，或者 last",
        help: "打开帮助",
        buy: "下单，不写数量就是 1 本",
        start: "启动组件", stop: "停止组件", restart: "重启组件", kill: "用 kill -9 杀掉组件",
        chaos:
            "搞破坏：kill、pause、slow、drop、duplicate、full、resume、heal，例如 chaos kill account:committed-before-reply",
        choose: "打开的事务卡住时，选择怎么处理脏数据",
        registry: "问注册中心有哪些服务",
        lang: "切换语言",
        check: "检查当前步骤", answer: "回答当前步骤的问题", run: "运行当前步骤的命令",
        hint: "给出下一级提示", solve: "代你完成当前步骤",
        reset: "重置当前步骤、整个实验（lab）或全部（all）", skip: "跳过当前步骤",
        step: "打开某一步", next: "进入下一步", back: "回到上一步",
        set: "改主目录里一个文件的一个值并保存，例如 set account.yaml uniqueId user0",
        noTrace: Text1 { "“\($0)”不是链路 ID；写 1 到 32 位十六进制数字，或者 last" },
        noStep: Text2 { "没有第 \($0) 步；共 \($1) 步" },
        noPlace: Text1 { "没有位置“\($0)”；按 7 再按 b 可以看到所有位置" },
        noOpenTransaction: "先打开一个事务：transaction XID",
        chaosVerbs: "可以写 kill、pause、resume、slow、drop、duplicate、full、heal",
        quit: "退出")

    static let english = CommandWords(
        unknown: Text2 { "there is no command \"\($0)\"; did you mean \($1)?" },
        unknownAlone: Text1 { "there is no command \"\($0)\"; ? lists them all" },
        usage: Text1 { "it is written: \($0)" },
        labs: "open Labs", shop: "open Shop", system: "open System",
        topology: "open the topology: who calls whom",
        logs: "open Logs, of all components or one",
        traces: "open Traces", trace: "open a trace by its id, or the last one",
        metrics: "open Metrics, with a query in PromQL if you like",
        transactions: "open global transactions",
        transaction: "open a global transaction by its xid, or the last one",
        help: "open this help",
        buy: "order a book; one, unless a count is given",
        start: "start a component", stop: "stop a component", restart: "restart a component",
        kill: "kill -9 a component",
        chaos:
            "break something: kill, pause, slow, drop, duplicate, full, resume, heal; as in: chaos kill account:committed-before-reply",
        choose: "decide about the dirty rows of the open transaction",
        registry: "ask the registry which services it knows",
        lang: "switch the language",
        check: "check the open step", answer: "answer the question of the open step",
        run: "run the command of the open step", hint: "show the next hint",
        solve: "do the open step for you",
        reset: "reset the open step, the whole lab, or all labs",
        skip: "skip the open step",
        step: "open a step", next: "go to the next step", back: "go to the step before",
        set: "change a value in a file of the home folder, as in: set account.yaml uniqueId user0",
        noTrace: Text1 { "\"\($0)\" is no trace id; write 1 to 32 hexadecimal digits, or last" },
        noStep: Text2 { "there is no step \($0); there are \($1)" },
        noPlace: Text1 { "there is no place \"\($0)\"; 7 and then b shows them all" },
        noOpenTransaction: "open a transaction first: transaction XID",
        chaosVerbs: "it is one of kill, pause, resume, slow, drop, duplicate, full, heal",
        quit: "quit")
}
