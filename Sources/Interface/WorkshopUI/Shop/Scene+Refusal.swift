import BookstoreAPI
import Wire

extension Scene {
    /// Why the bookstore did not do what was asked, in the language of the screen.
    func refusal(
        of failure: BookstoreFailure, purchase: PurchaseRequest?, total: Money?
    ) -> (what: String, moved: String, next: String) {
        let words = words.refusals
        switch failure {
        case .unreachable: return filled(words.unreachable)
        case .unknown: return filled(words.noAnswer)
        case .refused(let body, _): return refusal(of: body, purchase: purchase, total: total)
        }
    }

    private func refusal(
        of body: ErrorReply.Body, purchase: PurchaseRequest?, total: Money?
    ) -> (what: String, moved: String, next: String) {
        let texts = words.refusals
        let count = purchase.map { Numbers.grouped($0.count) } ?? ""
        switch BookstoreCode(rawValue: body.code) {
        case .insufficientStock:
            let stock = body.details?["stock"].flatMap { Int($0) }.map { Numbers.grouped($0) }
            return filled(texts.insufficientStock, count, stock ?? words.shop.unknown)
        case .insufficientBalance:
            let known = body.details?["balance"].flatMap { Money($0) }
            let balance = known ?? model.shop.reading?.balance
            return filled(
                texts.insufficientBalance, total.map { yuan($0) } ?? "",
                balance.map { yuan($0) } ?? words.shop.unknown)
        case .unknownProduct: return filled(texts.unknownProduct, purchase?.productCode ?? "")
        case .unknownUser: return filled(texts.unknownUser, model.settings.user)
        case .invalidCount: return filled(texts.invalidCount, count)
        case .accountUnreachable: return filled(texts.accountUnreachable)
        case .busy: return filled(texts.busy)
        case .rolledBack: return filled(texts.rolledBack, body.message)
        case .paymentUnknown: return filled(texts.paymentUnknown)
        case .orderIDConflict: return filled(texts.orderIDConflict)
        case .badRequest, .foreignOrigin, .tooLarge, nil:
            return filled(texts.other, body.code, body.message)
        }
    }

    private func filled(
        _ text: RefusalWords.Text, _ wanted: String = "", _ found: String = ""
    ) -> (what: String, moved: String, next: String) {
        (text.what(wanted, found), text.moved, text.next)
    }
}
