/// Texts of the screen of global transactions.
struct TransactionsWords: Sendable {
    let title: String
    /// The parts of a transaction that are shown one at a time.
    let story: String
    let rows: String
    let wire: String
    let money: String
    let books: String
    let began: String
    let xid: String
    let status: String
    let name: String
    let took: String
    let locks: String
    let noLocks: String
    let heldBy: Text1
    let free: String
    let waiting: Text1
    /// Balances, frozen amounts, orders.
    let moneySum: Text3
    /// In stock, ordered.
    let bookSum: Text2
    let noAccount: String
    let notMeasured: String
    let notWanted: String
    let notReady: String
    let asking: String
    let none: String
    let unknown: String
    let noBranches: String
    let commit: String
    let rollback: String
    let decided: String
    let committed: String
    let rolledBack: String
    let legendWaiting: String
    let legendPhaseOne: String
    let legendPhaseTwo: String
    let stuck: String
    let choosing: String
    let branch: String
    let undoOver: String
    let undoWasThere: String
    let noUndo: String
    let tombstone: String
    let dirty: String
    let clean: String
    let inserted: String
    let deleted: String
    let now: String
    let noFrames: String
    let bytes: Text1
    /// Reasons why a key is off.
    let nothingSelected: String
    let notStuck: String

    /// The name of a part.
    func part(_ part: OpenTransaction.Part) -> String {
        switch part {
        case .story: story
        case .rows: rows
        case .wire: wire
        }
    }
}

extension TransactionsWords {
    static let chinese = TransactionsWords(
        title: "全局事务", story: "过程", rows: "undo_log", wire: "报文",
        money: "钱", books: "书", began: "开始", xid: "xid", status: "状态", name: "名称", took: "用时",
        locks: "全局锁", noLocks: "没有锁定的行", heldBy: Text1 { "由 \($0) 持有" }, free: "已释放",
        waiting: Text1 { "\($0) 个在等" },
        moneySum: Text3 { "余额 \($0) + 冻结 \($1) + 订单 \($2)" },
        bookSum: Text2 { "库存 \($0) + 已订 \($1)" },
        noAccount: "没有 account 应答，钱数不清：余额在它那里。",
        notMeasured: "bookstore 没有应答，还数不了钱和书。",
        notWanted:
            "协调者（Seata TC）没有运行。在 bookstore.yaml 或 account.yaml 里写上 transactions: at 或 tcc，它就会启动。上面的钱和书照样在数：不用事务时也看得到它们对不对得上。",
        notReady: "协调者还没有就绪。按 3 查看它的状态。",
        asking: "正在询问协调者…",
        none: "还没有全局事务。按 2 买一本书；想看事务中途的样子，按 b 选一个位置搞破坏。",
        unknown: "协调者没有这个事务：它从未有过，或者七天前就结束了。按 Esc 回到列表。",
        noBranches: "还没有分支注册。",
        commit: "提交", rollback: "回滚", decided: "已决定", committed: "已提交", rolledBack: "已回滚",
        legendWaiting: "等锁", legendPhaseOne: "一阶段，行被锁定", legendPhaseTwo: "二阶段",
        stuck: "有人绕过事务改了这些行（undo_log 里标出了脏数据），协调者不会替你决定。F 强制撤销，覆盖别人的修改；W 保留现在的数据；S 只撤销没人动过的行。",
        choosing: "正在告诉协调者…",
        branch: "分支",
        undoOver: "这个事务已经结束，undo_log 随之删除。想看它，就让事务在半路多停 7 秒：按 b，选 bookstore:before-commit，再按 i。",
        undoWasThere: "下面是事务结束前最后一次读到的 undo_log，现在已经删除。",
        noUndo: "没有 undo_log：AT 分支还没有写，TCC 分支不写。",
        tombstone: "墓碑：这个分支已回滚，迟到的一阶段写不进来。",
        dirty: "脏数据：别人改过", clean: "没有别人改过", inserted: "这一行是事务插入的", deleted: "这一行是事务删除的", now: "现在",
        noFrames: "协调者已经不记得这个事务的报文了：只保留最近的 4,096 个。",
        bytes: Text1 { "\($0) 字节" },
        nothingSelected: "还没有事务可选", notStuck: "这个事务没有卡住，不需要选择")

    static let english = TransactionsWords(
        title: "Global transactions", story: "story", rows: "undo_log", wire: "wire",
        money: "money", books: "books", began: "began", xid: "xid", status: "status",
        name: "name", took: "took",
        locks: "Locks", noLocks: "no row is locked", heldBy: Text1 { "held by \($0)" },
        free: "free", waiting: Text1 { "waiting: \($0)" },
        moneySum: Text3 { "balances \($0) + frozen \($1) + orders \($2)" },
        bookSum: Text2 { "in stock \($0) + ordered \($1)" },
        noAccount: "No account answers, so nobody can count the money: it keeps the balances.",
        notMeasured: "The bookstore does not answer, so money and books cannot be counted.",
        notWanted:
            "The coordinator (Seata TC) does not run. Write transactions: at or tcc into bookstore.yaml or account.yaml, and it starts. Money and books are counted all the same: without transactions too you see whether they agree.",
        notReady: "The coordinator is not ready. Press 3 to see how it is.",
        asking: "Asking the coordinator…",
        none:
            "No global transactions yet. Press 2 and buy a book; to see one half-way, press b and choose a place to break.",
        unknown:
            "The coordinator has no such transaction: there was none, or it ended more than seven days ago. Esc goes back to the list.",
        noBranches: "No branch is registered yet.",
        commit: "commit", rollback: "roll back", decided: "decided", committed: "committed",
        rolledBack: "rolled back",
        legendWaiting: "waits for rows", legendPhaseOne: "phase 1, rows locked",
        legendPhaseTwo: "phase 2",
        stuck:
            "Somebody wrote to these rows behind the coordinator's back (undo_log shows which are dirty), and it will not decide for you. F undoes by force, over what they wrote; W keeps the rows as they are; S undoes only rows that nobody touched.",
        choosing: "telling the coordinator…",
        branch: "branch",
        undoOver:
            "This transaction is over, and its undo_log went with it. To see one, hold a transaction half-way for seven seconds: press b, choose bookstore:before-commit, press i.",
        undoWasThere:
            "This is the undo_log as it was last read before the transaction ended; it is deleted now.",
        noUndo: "There is no undo_log: an AT branch has not written yet, a TCC branch writes none.",
        tombstone: "A tombstone: this branch is rolled back, and a late phase 1 cannot write.",
        dirty: "dirty: somebody wrote to it", clean: "nobody else wrote to it",
        inserted: "the transaction inserted this row", deleted: "the transaction deleted this row",
        now: "now",
        noFrames:
            "The coordinator has forgotten the frames of this transaction: it keeps the last 4,096.",
        bytes: Text1 { "\($0) B" },
        nothingSelected: "there is no transaction to choose yet",
        notStuck: "this transaction is not stuck: there is nothing to choose")
}
