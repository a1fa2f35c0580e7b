/// Why a purchase did not happen: what was wanted and found, whether money moved, what to do.
struct RefusalWords: Sendable {
    /// A refusal in three parts.
    struct Text: Sendable {
        /// What is wrong; the two particulars are what was wanted and what was found.
        let what: Text2
        /// Whether books or money moved.
        let moved: String
        /// What to do.
        let next: String
    }

    let insufficientStock: Text
    let insufficientBalance: Text
    let unknownProduct: Text
    let unknownUser: Text
    let invalidCount: Text
    let accountUnreachable: Text
    let busy: Text
    let rolledBack: Text
    let paymentUnknown: Text
    let orderIDConflict: Text
    let unreachable: Text
    let noAnswer: Text
    /// A code that has no text of its own, and its message.
    let other: Text
}

extension RefusalWords {
    private static let stillChinese = "书和钱都没有动。"
    private static let stillEnglish = "Nothing has moved."
    private static let inDoubtChinese = "钱可能扣了，也可能没扣。"
    private static let inDoubtEnglish = "The money may have moved or not."
    private static let againChinese = "按 a 用同一个订单号再问一次，不会重复购买。"
    private static let againEnglish =
        "Press a to ask again with the same order id; it never buys twice."

    static let chinese = RefusalWords(
        insufficientStock: Text(
            what: Text2 { "库存不够：要 \($0) 本，只有 \($1) 本。" }, moved: stillChinese,
            next: "按 ← 减少数量。"),
        insufficientBalance: Text(
            what: Text2 { "余额不够：要付 \($0)，只有 \($1)。" }, moved: stillChinese,
            next: "按 ← 减少数量，或换一本便宜些的书。"),
        unknownProduct: Text(
            what: Text2 { code, _ in "没有编号为 \(code) 的书。" }, moved: stillChinese,
            next: "用 ↑↓ 在书单里选。"),
        unknownUser: Text(
            what: Text2 { user, _ in "账户里没有用户 \(user)。" }, moved: stillChinese,
            next: "按 3 重启 bookstore，它会重新开户。"),
        invalidCount: Text(
            what: Text2 { count, _ in "数量 \(count) 不对：要 1 到 10,000 之间的整数。" }, moved: stillChinese,
            next: "用 ←→ 调整数量。"),
        accountUnreachable: Text(
            what: Text2 { _, _ in "书店找不到可用的账户服务，付款没有发出。" }, moved: stillChinese,
            next: "按 3 看 account 是否在运行、是否已发布。"),
        busy: Text(
            what: Text2 { _, _ in "书店太忙，没有接这笔订单。" }, moved: stillChinese, next: "稍等片刻再下单。"),
        rolledBack: Text(
            what: Text2 { _, _ in "全局事务已回滚，这笔购买不算数。" }, moved: stillChinese,
            next: "按 4 看日志里的原因，再下一次单。"),
        paymentUnknown: Text(
            what: Text2 { _, _ in "付款已发出，账户没有回答。" }, moved: inDoubtChinese, next: againChinese),
        orderIDConflict: Text(
            what: Text2 { _, _ in "这个订单号已用于另一笔订单。" }, moved: stillChinese, next: "再下一次单。"),
        unreachable: Text(
            what: Text2 { _, _ in "连不上书店。" }, moved: stillChinese,
            next: "按 3，选中 bookstore，按 s 启动。"),
        noAnswer: Text(
            what: Text2 { _, _ in "订单已发出，书店没有回答。" }, moved: inDoubtChinese, next: againChinese),
        other: Text(what: Text2 { "被拒绝（\($0)）：\($1)" }, moved: stillChinese, next: "按 4 看日志。"))

    static let english = RefusalWords(
        insufficientStock: Text(
            what: Text2 { "Not enough in stock: wanted \($0), found \($1)." }, moved: stillEnglish,
            next: "Press ← to lower the count."),
        insufficientBalance: Text(
            what: Text2 { "Not enough money: it costs \($0), the balance is \($1)." },
            moved: stillEnglish, next: "Press ← to lower the count, or take a cheaper book."),
        unknownProduct: Text(
            what: Text2 { code, _ in "There is no book \(code)." }, moved: stillEnglish,
            next: "Choose one from the list with ↑↓."),
        unknownUser: Text(
            what: Text2 { user, _ in "The account has no user \(user)." }, moved: stillEnglish,
            next: "Press 3 and restart bookstore; it opens the account anew."),
        invalidCount: Text(
            what: Text2 { count, _ in "\(count) is no count: a whole number from 1 to 10,000." },
            moved: stillEnglish, next: "Press ←→ to change the count."),
        accountUnreachable: Text(
            what: Text2 { _, _ in
                "The bookstore finds no account service; the payment was not sent."
            },
            moved: stillEnglish, next: "Press 3 to see whether account runs and is published."),
        busy: Text(
            what: Text2 { _, _ in "The bookstore is too busy and did not take the order." },
            moved: stillEnglish, next: "Wait a moment and order again."),
        rolledBack: Text(
            what: Text2 { _, _ in "The global transaction was rolled back; nothing of it counts." },
            moved: stillEnglish, next: "Press 4 for the reason in the log, then order again."),
        paymentUnknown: Text(
            what: Text2 { _, _ in "The payment was sent, and the account did not answer." },
            moved: inDoubtEnglish, next: againEnglish),
        orderIDConflict: Text(
            what: Text2 { _, _ in "The order id belongs to another order." }, moved: stillEnglish,
            next: "Order once more."),
        unreachable: Text(
            what: Text2 { _, _ in "The bookstore cannot be reached." }, moved: stillEnglish,
            next: "Press 3, select bookstore, press s to start it."),
        noAnswer: Text(
            what: Text2 { _, _ in "The order was sent, and the bookstore did not answer." },
            moved: inDoubtEnglish, next: againEnglish),
        other: Text(
            what: Text2 { "Refused (\($0)): \($1)" }, moved: stillEnglish,
            next: "Press 4 to read the logs."))
}
