import BookstoreAPI
import Wire

extension Failure {
    /// Why the bookstore did not do what was asked, and whether money moved.
    init(_ error: BookstoreFailure) {
        switch error {
        case .unreachable(let reason):
            self.init(
                .unreachable, "bookstore_unreachable",
                english: "the bookstore was not reached, nothing was bought (\(reason)); "
                    + "see: workshop status",
                chinese: "没有连上书店，什么都没有购买（\(reason)）；请看 workshop status")
        case .unknown(let reason):
            self.init(
                .unreachable, "answer_unknown",
                english:
                    "no proper answer (\(reason)); workshop orders tells whether it was bought",
                chinese: "没有得到正常的回答（\(reason)）；用 workshop orders 查看是否已经购买")
        case .refused(let body, _):
            self.init(body)
        }
    }

    private init(_ body: ErrorReply.Body) {
        var texts = Self.texts(for: body)
        // As SQLite says it (sqlite3ErrStr).
        if body.message.contains("disk is full") {
            texts.english += " (the disk of the bookstore's data is full: make room)"
            texts.chinese += "（书店数据所在的磁盘已满：请先腾出空间）"
        }
        let kind: Kind =
            switch BookstoreCode(rawValue: body.code) {
            case .accountUnreachable, .paymentUnknown, .busy, .rolledBack: .unreachable
            case .badRequest, .tooLarge: .usage
            default: .refused
            }
        self.init(
            kind, body.code, english: texts.english, chinese: texts.chinese, details: body.details)
    }

    private static func texts(for body: ErrorReply.Body) -> (english: String, chinese: String) {
        switch BookstoreCode(rawValue: body.code) {
        case .insufficientStock:
            ("\(body.message); nothing moved", "库存不足（\(body.message)），钱和书都没有动")
        case .insufficientBalance:
            ("\(body.message); nothing moved", "余额不足（\(body.message)），钱和书都没有动")
        case .unknownProduct:
            ("\(body.message); workshop books lists the codes", "没有这个编号的书；workshop books 列出所有编号")
        case .invalidCount:
            ("the count is a whole number from 1 to 10000", "数量应是 1 到 10000 的整数")
        case .unknownUser: (body.message, "没有这个用户")
        case .orderIDConflict:
            (
                "\(body.message); use another --order-id",
                "这个订单号属于另一个订单；换一个 --order-id"
            )
        case .accountUnreachable:
            (
                "the account was not reached, nothing moved; start it and try again",
                "没有连上账户服务，钱和书都没有动；启动账户服务后再试一次"
            )
        case .paymentUnknown:
            (
                "nobody knows whether the money moved; the order is set aside, "
                    + "ask again with the same --order-id",
                "不知道钱是否已经扣除；订单已搁置，请用同一个 --order-id 再问一次"
            )
        case .rolledBack:
            (
                "\(body.message)",
                "这笔购买已回滚，钱和书都和原来一样（\(body.message)）"
            )
        case .busy: ("the bookstore is busy, nothing moved; try again", "书店正忙，钱和书都没有动；请再试一次")
        default: (body.message, body.message)
        }
    }
}
