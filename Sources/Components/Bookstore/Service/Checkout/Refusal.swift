import BookstoreAPI
import Storage
import Wire

/// A purchase that was refused: code, a sentence for logs and scripts, particulars by name.
struct Refusal: Error, Equatable, Sendable {
    let code: BookstoreCode
    let message: String
    var details: [String: String] = [:]

    var reply: ErrorReply {
        ErrorReply(
            code: code.rawValue, message: message, details: details.isEmpty ? nil : details)
    }

    /// Adds it to the count of its code; there are only as many rows as codes.
    func count(in session: any SQLSession) throws(StorageError) {
        try session.execute(
            """
            INSERT INTO refusal_tb VALUES (?, 1)
            ON CONFLICT (code) DO UPDATE SET count = count + 1
            """, [.text(code.rawValue)])
    }
}

extension Refusal {
    static func unknownUser(_ name: String) -> Refusal {
        Refusal(
            code: .unknownUser, message: "there is no user \(name); create it by /createUser")
    }

    static func unknownProduct(_ productCode: String) -> Refusal {
        Refusal(code: .unknownProduct, message: "there is no book \(productCode)")
    }

    static let invalidCount = Refusal(
        code: .invalidCount, message: "field count: is no whole number from 1 to 10000",
        details: ["field": "count"])

    static func insufficientStock(_ request: PurchaseRequest, left: Int) -> Refusal {
        Refusal(
            code: .insufficientStock,
            message: "\(left) of \(request.productCode) are left, not \(request.count)",
            details: ["stock": "\(left)", "count": "\(request.count)"])
    }

    static func orderIDConflict(_ orderID: String) -> Refusal {
        Refusal(
            code: .orderIDConflict,
            message: "order \(orderID) is there already with another content; take a new id",
            details: ["orderId": orderID])
    }

    static func paymentUnknown(_ orderID: String, _ reason: String) -> Refusal {
        Refusal(
            code: .paymentUnknown,
            message: "whether order \(orderID) was paid is not known (\(reason)); "
                + "ask again with the same order id",
            details: ["orderId": orderID])
    }

    static func accountUnreachable(_ reason: String) -> Refusal {
        Refusal(
            code: .accountUnreachable,
            message: "the account service was not reached, nothing moved: \(reason)")
    }

    static func rolledBack(_ reason: String) -> Refusal {
        Refusal(
            code: .rolledBack,
            message: "the purchase was rolled back, nothing of it counts: \(reason)")
    }

    static func busy(_ reason: String) -> Refusal {
        Refusal(code: .busy, message: "nothing was bought: \(reason); ask again in a moment")
    }
}
