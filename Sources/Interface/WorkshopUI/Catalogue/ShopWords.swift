/// Texts of the shop screen.
struct ShopWords: Sendable {
    let title: String
    let balance: String
    let code: String
    let name: String
    let price: String
    let stock: String
    let owned: String
    let count: String
    let total: String
    let ordering: String
    let orders: String
    let noOrders: String
    let pending: String
    let paid: String
    let inDoubt: String
    let byLocal: String
    let byRemote: String
    /// Bought so many of a code for a total, in so many milliseconds.
    let bought: Text3
    let askAgain: Text1
    let unknown: String
    let splitWarning: String
    let inOneProcess: String
    let notRunning: String
    let notRunningNext: String
    let starting: String
    let loading: String
    /// Reasons why a key is off.
    let keyNeedsBookstore: String
    let keyBusy: String
    let keyNothingInDoubt: String
    let unknownCode: Text2
    let badCount: Text2
}

extension ShopWords {
    static let chinese = ShopWords(
        title: "书店",
        balance: "余额",
        code: "编号", name: "书名", price: "单价", stock: "库存", owned: "已购",
        count: "数量", total: "合计",
        ordering: "正在下单…",
        orders: "订单",
        noOrders: "还没有订单。用 ↑↓ 选一本书，按 Enter 下单。",
        pending: "付款中", paid: "完成", inDoubt: "未定",
        byLocal: "进程内付款", byRemote: "经网络付款",
        bought: Text3 { "买到了：\($0)，\($1)，用时 \($2) ms" },
        askAgain: Text1 { "\($0) 笔订单未定：钱可能扣了，也可能没扣。按 a 用同一个订单号再问一次，不会重复购买。" },
        unknown: "未知",
        splitWarning: "书店和账户是两个进程，还没有事务：书和钱可能对不上。实验 3 讲的就是这个。",
        inOneProcess: "库存和账户在同一个进程里。",
        notRunning: "书店没有运行。",
        notRunningNext: "按 3 打开系统，选中 bookstore，按 s 启动。",
        starting: "书店正在启动…",
        loading: "正在读取书目…",
        keyNeedsBookstore: "书店没有运行：先按 3，再按 s",
        keyBusy: "上一笔订单还没有结果，请稍候",
        keyNothingInDoubt: "没有未定的订单",
        unknownCode: Text2 { "没有编号为 \($0) 的书；现有编号：\($1)" },
        badCount: Text2 { "数量“\($0)”不对：要 1 到 \($1) 之间的整数" })

    static let english = ShopWords(
        title: "Bookstore",
        balance: "balance",
        code: "code", name: "title", price: "price", stock: "stock", owned: "owned",
        count: "count", total: "total",
        ordering: "ordering…",
        orders: "Orders",
        noOrders: "No orders yet. Choose a book with ↑↓ and press Enter.",
        pending: "paying", paid: "done", inDoubt: "in doubt",
        byLocal: "paid inside", byRemote: "paid over the wire",
        bought: Text3 { "bought \($0) for \($1) in \($2) ms" },
        askAgain: Text1 {
            ($0 == "1" ? "1 order is" : "\($0) orders are")
                + " in doubt: the money may have moved or not. Press a to ask again with the same order id; it never buys twice."
        },
        unknown: "unknown",
        splitWarning:
            "Bookstore and account are two processes without a transaction: book and money can come apart. Lab 3 is about that.",
        inOneProcess: "Stock and account are in one process.",
        notRunning: "The bookstore is not running.",
        notRunningNext: "Press 3 for System, select bookstore, press s to start it.",
        starting: "The bookstore is starting…",
        loading: "reading the books…",
        keyNeedsBookstore: "the bookstore is not running: 3, then s",
        keyBusy: "the last order has no answer yet, one moment",
        keyNothingInDoubt: "no order is in doubt",
        unknownCode: Text2 { "there is no book \($0); the codes are \($1)" },
        badCount: Text2 { "\"\($0)\" is no count: a whole number from 1 to \($1)" })
}
