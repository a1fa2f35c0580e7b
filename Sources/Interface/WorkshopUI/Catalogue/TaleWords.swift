import CoordinatorAPI
import Wire

/// What happened to a global transaction, in sentences.
public struct TaleWords: Sendable {
    let began: Text1
    /// The branch's ordinal, its resource, its rows.
    let registered: Text3
    let registeredWithoutRows: Text2
    let waiting: Text2
    let refused: Text2
    let reported: Text2
    let committed: String
    let rolledBack: String
    let timedOut: String
    let callerGone: String
    let callerMissing: String
    let decidedBefore: String
    let called: Text2
    let answered: Text3
    let retrying: Text1
    let stuck: Text1
    let moved: Text1
    let chosen: Text1
    let restored: Text1
    let ended: Text1
    let force: String
    let keep: String
    let skip: String

    /// The sentences in a language.
    public static func of(_ language: Language) -> TaleWords {
        language == .english ? english : chinese
    }

    static let english = TaleWords(
        began: Text1 { "\($0) begins" },
        registered: Text3 { "branch \($0) on \($1) is registered; it locks \($2)" },
        registeredWithoutRows: Text2 { "branch \($0) on \($1) is registered; it locks no rows" },
        waiting: Text2 { "a branch on \($0) waits for \($1)" },
        refused: Text2 { "a branch on \($0) is refused: \($1)" },
        reported: Text2 { "branch \($0) reports \($1)" },
        committed: "the caller decides: commit",
        rolledBack: "the caller decides: roll back",
        timedOut: "its time is over: it is rolled back",
        callerGone: "the caller's connection is gone: it is rolled back",
        callerMissing: "the caller does not come back, or knows nothing of it: it is rolled back",
        decidedBefore: "it was decided before the coordinator started again",
        called: Text2 { "branch \($0) on \($1) is told what was decided" },
        answered: Text3 { "branch \($0) on \($1) answers: \($2)" },
        retrying: Text1 { "\($0): a branch could not do it yet and is told again" },
        stuck: Text1 { "\($0): a branch refuses; somebody has to choose" },
        moved: Text1 { "it stands at \($0) now" },
        chosen: Text1 { "somebody chooses: \($0)" },
        restored: Text1 { "the coordinator has started again, and goes on from its store: \($0)" },
        ended: Text1 { "it is over: \($0)" },
        force: "undo by force", keep: "keep the rows as they are", skip: "skip the dirty rows")

    static let chinese = TaleWords(
        began: Text1 { "\($0) 开启" },
        registered: Text3 { "\($1) 注册分支 \($0)，锁定 \($2)" },
        registeredWithoutRows: Text2 { "\($1) 注册分支 \($0)，不锁定任何行" },
        waiting: Text2 { "\($0) 的一个分支在等待 \($1)" },
        refused: Text2 { "\($0) 的一个分支被拒绝：\($1)" },
        reported: Text2 { "分支 \($0) 报告 \($1)" },
        committed: "调用方决定：提交",
        rolledBack: "调用方决定：回滚",
        timedOut: "事务超时：回滚",
        callerGone: "调用方的连接断了：回滚",
        callerMissing: "调用方没有回来，或者不知道这个事务：回滚",
        decidedBefore: "协调者重启之前已经作出决定",
        called: Text2 { "通知 \($1) 的分支 \($0)" },
        answered: Text3 { "\($1) 的分支 \($0) 回答：\($2)" },
        retrying: Text1 { "\($0)：有分支暂时做不到，稍后再通知" },
        stuck: Text1 { "\($0)：有分支拒绝执行，需要有人选择怎么办" },
        moved: Text1 { "现在的状态是 \($0)" },
        chosen: Text1 { "有人选择了：\($0)" },
        restored: Text1 { "协调者重新启动，从存储中接着处理：\($0)" },
        ended: Text1 { "结束：\($0)" },
        force: "强制撤销", keep: "保留现在的数据", skip: "跳过脏数据")
}
