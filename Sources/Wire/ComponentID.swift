/// The name of one supervised process: a component's name, and a number from the second instance
/// on (`registry`, `account`, `account-2`).
public struct ComponentID: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// The component: what it is, without the instance number.
    public let component: String
    /// Which instance of it, from 1.
    public let ordinal: Int

    /// An instance of a component; the first one when no ordinal is given.
    public init(_ component: String, ordinal: Int = 1) {
        self.component = component
        self.ordinal = ordinal
    }

    /// Reads `account` or `account-2`; nil when the text is no name.
    public init?(parsing text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        if parts.count > 1, let last = parts.last, let ordinal = Int(last), ordinal >= 2 {
            self.init(parts.dropLast().joined(separator: "-"), ordinal: ordinal)
        } else {
            self.init(text)
        }
        let allowed = component.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 }
        guard allowed, !component.isEmpty, component.utf8.count <= 32, ordinal <= 999 else {
            return nil
        }
    }

    /// `account`, `account-2`.
    public var description: String {
        ordinal == 1 ? component : "\(component)-\(ordinal)"
    }

    /// By name, then by ordinal.
    public static func < (left: ComponentID, right: ComponentID) -> Bool {
        (left.component, left.ordinal) < (right.component, right.ordinal)
    }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = ComponentID(parsing: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\"\(text)\" is not the name of a component")
        }
        self = id
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
