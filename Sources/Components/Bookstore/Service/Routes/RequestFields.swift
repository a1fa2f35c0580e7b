import BookstoreAPI
import ComponentRuntime
import Wire

/// The fields of a request's body, each read by name and type. Unknown fields do no harm.
struct RequestFields {
    private let members: [String: JSONValue]

    /// - Throws: when the body is something else than an object.
    init(_ body: JSONValue) throws(BodyProblem) {
        guard case .object(let members) = body else {
            throw .notJSON("the whole is not an object")
        }
        self.members = members
    }

    /// Whose request it is: 1 to 64 bytes, no control characters.
    func user() throws(BodyProblem) -> String {
        let name = try text("userName")
        guard Self.isUser(name) else {
            throw .wrongField(path: "userName", reason: Self.userRule)
        }
        return name
    }

    /// What is to be bought.
    ///
    /// - Throws: ``BodyProblem``, or ``Refusal/invalidCount`` for a number that is no count.
    func purchase() throws -> PurchaseRequest {
        let user = try user()
        let productCode = try text("productCode")
        let number = try number("count")
        let orderID = try orderID()
        guard let count = Int(exactly: number), PurchaseRequest.counts.contains(count) else {
            throw Refusal.invalidCount
        }
        return PurchaseRequest(
            userName: user, productCode: productCode, count: count, orderId: orderID)
    }

    static let userRule = "has 1 to 64 bytes and no control characters"

    static func isUser(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }

    private func orderID() throws(BodyProblem) -> String? {
        guard let value = members["orderId"], value != .null else { return nil }
        guard case .string(let id) = value else {
            throw .wrongField(path: "orderId", reason: "is not a string")
        }
        guard PurchaseRequest.isOrderID(id) else {
            throw .wrongField(
                path: "orderId", reason: "has 1 to 64 letters, digits or . _ : -")
        }
        return id
    }

    private func text(_ name: String) throws(BodyProblem) -> String {
        guard let value = members[name] else {
            throw .wrongField(path: name, reason: "is missing")
        }
        guard case .string(let text) = value else {
            throw .wrongField(path: name, reason: "is not a string")
        }
        return text
    }

    private func number(_ name: String) throws(BodyProblem) -> Double {
        guard let value = members[name] else {
            throw .wrongField(path: name, reason: "is missing")
        }
        guard case .number(let number) = value else {
            throw .wrongField(path: name, reason: "is not a number")
        }
        return number
    }
}
