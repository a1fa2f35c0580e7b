import Foundation
import Wire

/// An amount that leaves an account for an order.
public struct Payment: Hashable, Sendable {
    /// The order it pays for; a payment's identity.
    public var orderID: String
    /// Whose account pays.
    public var user: String
    /// How much; above zero.
    public var amount: Money

    /// A payment from its parts.
    public init(orderID: String, user: String, amount: Money) {
        self.orderID = orderID
        self.user = user
        self.amount = amount
    }
}

extension Payment {
    /// What phase 2 of its try is handed back: a JSON object.
    public var branchArguments: String {
        let fields = Arguments(orderId: orderID, user: user, amount: amount)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: (try? encoder.encode(fields)) ?? Data(), as: UTF8.self)
    }

    /// The payment of a try; nil when the text is not one of ``branchArguments``.
    public init?(branchArguments text: String) {
        guard let fields = try? JSONDecoder().decode(Arguments.self, from: Data(text.utf8)) else {
            return nil
        }
        self.init(orderID: fields.orderId, user: fields.user, amount: fields.amount)
    }

    private struct Arguments: Codable {
        var orderId: String
        var user: String
        var amount: Money
    }
}
