import Wire

/// Texts of the page on which things are broken on purpose, and of `workshop chaos`.
public struct BreakingWords: Sendable {
    let title: String
    let atOnce: String
    let process: String
    let armed: String
    let nothing: String
    /// Reasons why a key is off.
    let needsPoint: String
    let needsProcess: String
    let notReady: Text1
    let notPaused: Text1
    let busy: String
    /// A fault is armed, or all are disarmed.
    let done: String
    private let points: [String: String]

    /// The words of a language.
    public static func of(_ language: Language) -> BreakingWords {
        language == .chinese ? chinese : english
    }

    /// What has happened when a point is passed, and what has not; the point's name when it is not known.
    public func sentence(_ point: String) -> String { points[point] ?? point }

    /// The points there are sentences for.
    public var knownPoints: Set<String> { Set(points.keys) }
}

extension BreakingWords {
    static let chinese = BreakingWords(
        title: "搞破坏",
        atOnce: "立即",
        process: "整个进程：K 杀掉（kill -9），监管进程会重新启动它；z 暂停（SIGSTOP），u 恢复；f 让它的磁盘写满，h 修复。",
        armed: "已设好：下一次经过这里时生效，只生效一次。h 全部取消。",
        nothing: "还没有组件在运行。",
        needsPoint: "这要选一个位置，不能对整个进程做", needsProcess: "写满磁盘是对整个进程做的：选组件那一行",
        notReady: Text1 { "\($0) 还没有就绪，无法设置" }, notPaused: Text1 { "\($0) 没有暂停" },
        busy: "上一个操作还没有结束",
        done: "已设好；下一次经过时生效",
        points: [
            "begun": "全局事务已经开启，还没有写任何数据。",
            "between-stock-and-balance": "订单和库存已经写好（一阶段提交或本地提交），还没有扣款。2019 年丢钱就在这里。",
            "before-commit": "两边的一阶段都完成了，还没有请协调者提交。",
            "before-answer": "事务已经提交，还没有告诉买家。",
            "before-register": "还没有向协调者注册分支，什么都没有写。",
            "registered": "分支已注册，行已锁定，本地事务还没有写。",
            "written-before-commit": "数据和 undo_log（或防护记录）写在同一个本地事务里，还没有提交。",
            "committed-before-reply": "本地事务已提交，调用方还不知道。",
            "commit-asked": "收到二阶段提交，还没有做。",
            "commit-done-before-answer": "二阶段提交已完成，协调者还不知道。",
            "rollback-asked": "收到二阶段回滚，还没有做。",
            "undone-before-commit": "已经按 undo_log 写回原值，本地事务还没有提交。",
            "rollback-done-before-answer": "二阶段回滚已完成，协调者还不知道。",
            "begin-before-store": "协调者决定开启事务，还没有写进存储。",
            "begin-stored": "事务已写进存储，xid 还没有交给调用方。",
            "register-before-store": "协调者接受了分支和它的锁，还没有写进存储。",
            "register-stored": "分支和锁已写进存储，分支还不知道。",
            "commit-before-store": "协调者决定提交，还没有写进存储。",
            "commit-stored": "提交的决定已写进存储，还没有告诉任何人。",
            "rollback-before-store": "协调者决定回滚，还没有写进存储。",
            "rollback-stored": "回滚的决定已写进存储，还没有告诉任何人。",
            "branch-end-before-store": "分支回报二阶段已完成，协调者还没有写进存储。",
            "branch-end-stored": "分支的结束已写进存储。",
            "end-before-store": "所有分支都结束了，事务的结束还没有写进存储。",
            "end-stored": "事务已经结束，锁已释放。",
            "recovering": "协调者重新启动，读完了存储，还没有接着处理。",
        ])

    static let english = BreakingWords(
        title: "Break something",
        atOnce: "at once",
        process:
            "The whole process: K kills it (kill -9), and the supervisor starts it again; z pauses it (SIGSTOP), u resumes it; f fills its disk, h heals.",
        armed: "Armed: it strikes at the next pass, once. h disarms everything.",
        nothing: "No component runs yet.",
        needsPoint: "this needs a point: it cannot be done to a whole process",
        needsProcess: "a disk is filled for a whole process: choose the component's row",
        notReady: Text1 { "\($0) is not ready, so nothing can be armed in it" },
        notPaused: Text1 { "\($0) is not paused" },
        busy: "the last thing is still under way",
        done: "done; what is armed strikes at the next pass",
        points: [
            "begun": "The global transaction has begun, and nothing is written.",
            "between-stock-and-balance":
                "Order and stock are written (phase 1, or a local commit), and nothing is paid. In 2019 money was lost here.",
            "before-commit":
                "Phase 1 is done on both sides, and the coordinator was not asked to commit.",
            "before-answer": "The transaction is committed, and the buyer does not know.",
            "before-register":
                "The branch is not registered with the coordinator, and nothing is written.",
            "registered":
                "The branch is registered and its rows are locked; the local transaction has not written.",
            "written-before-commit":
                "Data and undo_log (or fence) are written in one local transaction, which is still open.",
            "committed-before-reply":
                "The local transaction is committed, and the caller does not know.",
            "commit-asked": "Phase 2 asks to commit, and nothing is done.",
            "commit-done-before-answer":
                "Phase 2 has committed, and the coordinator does not know.",
            "rollback-asked": "Phase 2 asks to roll back, and nothing is done.",
            "undone-before-commit":
                "The rows are back as undo_log has them, in a local transaction that is still open.",
            "rollback-done-before-answer":
                "Phase 2 has rolled back, and the coordinator does not know.",
            "begin-before-store":
                "The coordinator begins a transaction, and it is not in the store.",
            "begin-stored":
                "The transaction is in the store, and the caller does not have its xid.",
            "register-before-store":
                "The coordinator takes a branch and its locks, and they are not in the store.",
            "register-stored": "Branch and locks are in the store, and the branch does not know.",
            "commit-before-store":
                "The coordinator decides to commit, and that is not in the store.",
            "commit-stored": "The decision to commit is in the store, and nobody was told.",
            "rollback-before-store":
                "The coordinator decides to roll back, and that is not in the store.",
            "rollback-stored": "The decision to roll back is in the store, and nobody was told.",
            "branch-end-before-store":
                "A branch says it has done phase 2, and that is not in the store.",
            "branch-end-stored": "That a branch has done phase 2 is in the store.",
            "end-before-store":
                "All branches have done phase 2, and the transaction's end is not in the store.",
            "end-stored": "The transaction is over, and its locks are free.",
            "recovering":
                "The coordinator starts again: its store is read, and nothing has been done about it.",
        ])
}
