import LabKit

/// Texts of the labs screen.
struct LabsWords: Sendable {
    let agendaTitle: String
    let opening: String
    let lunch: String
    /// Titles of the five labs, for labs that are not built yet.
    let titles: [String]
    /// What each lab promises, shown for the selected one.
    let promises: [String]
    let openingPromise: String
    let lunchPromise: String
    let notBuilt: String
    let notBuiltShort: String
    let lab: Text1
    /// So many of so many steps.
    let progress: Text2
    let stepsDone: Text2
    let stepOf: Text2
    let passed: String
    let solved: String
    let skipped: String
    let todo: String
    let checks: String
    let checksHold: Text2
    let checksHoldNow: Text2
    let expected: Text1
    let found: Text1
    let notChecked: String
    /// Every check holds, and the step is not passed yet.
    let allHold: String
    let checking: String
    let solving: String
    let resetting: String
    /// A whole lab, or all, is as at the beginning.
    let labsWereReset: String
    let hint: Text2
    let why: String
    let tryThis: String
    /// Asked for, and not every check holds.
    let notPassed: String
    let stepPassed: String
    let lastStepPassed: String
    let wasSolved: String
    let wasReset: String
    let wasSkipped: String
    let noLabs: String
    let unreadable: Text1
    /// Reasons why a key is off.
    let busy: String
    let noMoreHints: String
    let noHints: String
    let noNext: String
    let noPrevious: String
    let nothingToCopy: String
    let noClipboard: String
    let noFile: String
    let noEditor: String
    let cannotSolve: String
    let alreadyPassed: String
    let noStepOpen: String
    let noQuestion: String
    let noCommand: String
    /// A command of a step was run: with which status it ended, or that it took too long.
    let running: String
    let ranWell: String
    let ranBadly: Text1
    let ranTooLong: String
}

extension LabsWords {
    static let chinese = LabsWords(
        agendaTitle: "一天的日程（2019 年 6 月 24 日，上海）",
        opening: "开场：从集中式到云原生",
        lunch: "午餐与分享",
        titles: ["微服务", "动态模块", "分布式事务", "Serverless 应用", "服务网格"],
        promises: [
            "搭起基础的网上书店，再把它拆成微服务：发布服务、引用服务、通过注册中心找到对方，亲眼看到钱在另一个进程里变动。",
            "不重启，给正在运行的书店装上推荐排序。",
            "让购买和余额始终一致：先用 AT，再用 TCC。",
            "快速发布、0-1-N 伸缩、按权重路由、定时触发、日志与计量。",
            "精准灰度、流控与治理，实时看到流量走向。",
        ],
        openingPromise: "那天上午从这里开始。按 ↓ 选中实验一，再按 Enter 打开。",
        lunchPromise: "休息一下，书店一直开着。",
        notBuilt: "此版本尚未提供。",
        notBuiltShort: "尚未提供",
        lab: Text1 { "实验 \($0)" },
        progress: Text2 { "\($0)/\($1)" },
        stepsDone: Text2 { "\($1) 步中完成 \($0) 步" },
        stepOf: Text2 { "第 \($0) 步，共 \($1) 步" },
        passed: "已通过", solved: "已代做", skipped: "已跳过", todo: "未完成",
        checks: "检查",
        checksHold: Text2 { "\($1) 项中 \($0) 项通过" },
        checksHoldNow: Text2 { "现在 \($1) 项中 \($0) 项符合" },
        expected: Text1 { "期望 \($0)" },
        found: Text1 { "实际 \($0)" },
        notChecked: "按 c 检查",
        allHold: "全部符合，按 c 就通过",
        checking: "正在检查…",
        solving: "正在代你完成…",
        resetting: "正在重置…", labsWereReset: "已重置，可以从头再来。",
        hint: Text2 { "提示 \($0)/\($1)" },
        why: "为什么",
        tryThis: "试一试",
        notPassed: "还没有通过",
        stepPassed: "通过了。按 n 进入下一步。",
        lastStepPassed: "通过了，这是本实验的最后一步。",
        wasSolved: "已代你完成这一步，看看右边有什么变化。",
        wasReset: "已回到这一步的起点。",
        wasSkipped: "已代你完成并记为跳过，随时可以回来。",
        noLabs: "正在读取实验…",
        unreadable: Text1 { "读不到实验：\($0)" },
        busy: "请稍候，上一个操作还没有结束",
        noMoreHints: "提示已经给完；按 s 可以代你完成",
        noHints: "这一步没有提示",
        noNext: "这已经是最后一步",
        noPrevious: "这已经是第一步",
        nothingToCopy: "这一步没有可复制的内容",
        noClipboard: "这个终端没有可用的剪贴板",
        noFile: "这一步没有要编辑的文件",
        noEditor: "没有可用的编辑器：请设置环境变量 EDITOR",
        cannotSolve: "这一步只能由你亲手完成",
        alreadyPassed: "这一步已经通过",
        noStepOpen: "先打开一个步骤：按 1，再按 Enter",
        noQuestion: "这一步没有提问",
        noCommand: "这一步没有可以运行的命令",
        running: "正在运行…", ranWell: "正常结束", ranBadly: Text1 { "结束，状态 \($0)" },
        ranTooLong: "时间太长，已经中止")

    static let english = LabsWords(
        agendaTitle: "The day, as in Shanghai on 24 June 2019",
        opening: "Opening: towards cloud native",
        lunch: "Lunch and a talk",
        titles: [
            "Microservices", "Dynamic modules", "Distributed transactions", "Serverless",
            "Service mesh",
        ],
        promises: [
            "Build a basic online bookstore and split it into microservices: publish a service, reference it, find it through the registry, and see the money move in another process.",
            "Give the running bookstore recommendations, without a restart.",
            "Keep a purchase and the balance together: first with AT, then with TCC.",
            "Deploy fast, scale 0-1-N, route by weight, trigger by time, read logs and meters.",
            "Release to a precise few, control and govern traffic, and watch where it flows.",
        ],
        openingPromise: "The morning began here. Press ↓ for Lab 1, then Enter to open it.",
        lunchPromise: "Take a break. The bookstore stays open.",
        notBuilt: "Not in this version yet.",
        notBuiltShort: "not yet",
        lab: Text1 { "Lab \($0)" },
        progress: Text2 { "\($0) of \($1)" },
        stepsDone: Text2 { "\($0) of \($1) steps done" },
        stepOf: Text2 { "step \($0) of \($1)" },
        passed: "passed", solved: "solved for you", skipped: "skipped", todo: "to do",
        checks: "Checks",
        checksHold: Text2 { "\($0) of \($1) hold" },
        checksHoldNow: Text2 { "\($0) of \($1) hold now" },
        expected: Text1 { "expected \($0)" },
        found: Text1 { "found \($0)" },
        notChecked: "press c to check",
        allHold: "all hold: press c to pass",
        checking: "checking…",
        solving: "doing it for you…",
        resetting: "resetting…", labsWereReset: "Back at the beginning.",
        hint: Text2 { "Hint \($0) of \($1)" },
        why: "Why",
        tryThis: "Try",
        notPassed: "not passed yet",
        stepPassed: "Passed. Press n for the next step.",
        lastStepPassed: "Passed, and it was the last step of this lab.",
        wasSolved: "This step was done for you. See what changed at the right.",
        wasReset: "Back at the beginning of this step.",
        wasSkipped: "Done for you and counted as skipped. You can come back at any time.",
        noLabs: "reading the labs…",
        unreadable: Text1 { "the labs cannot be read: \($0)" },
        busy: "one moment: the last thing is still under way",
        noMoreHints: "there are no more hints; s does the step for you",
        noHints: "this step has no hints",
        noNext: "this is the last step",
        noPrevious: "this is the first step",
        nothingToCopy: "this step has nothing to copy",
        noClipboard: "this terminal has no clipboard to copy to",
        noFile: "this step has no file to edit",
        noEditor: "there is no editor: set EDITOR first",
        cannotSolve: "this step is yours to do by hand",
        alreadyPassed: "this step is passed already",
        noStepOpen: "open a step first: 1, then Enter",
        noQuestion: "this step asks no question",
        noCommand: "this step has no command to run",
        running: "running…", ranWell: "ended well", ranBadly: Text1 { "ended with status \($0)" },
        ranTooLong: "took too long and was ended")
}

extension LabsWords {
    /// How a command of a step ended.
    func ended(_ outcome: CommandOutcome) -> String {
        switch outcome.ending {
        case .ended(status: 0): ranWell
        case .ended(let status): ranBadly(String(status))
        case .overdue: ranTooLong
        case .unstartable(let reason): reason
        }
    }
}
