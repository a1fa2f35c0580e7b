/// How a client introduces itself on a new connection; before that it is told nothing.
public struct ClientIntroduction: Hashable, Sendable {
    /// What it comes for.
    public enum Role: Hashable, Sendable {
        /// It begins, commits and rolls back.
        case transactionManager
        /// It registers branches of these resources, and commits and rolls them back.
        case resourceManager(resources: [String])
    }

    /// What it comes for.
    public var role: Role
    /// The version it speaks, `1.5.2`.
    public var version: String
    /// The application, `kc-stock-mng`.
    public var application: String
    /// Its group, `my_test_tx_group`.
    public var group: String
    /// Whatever else it says of itself, in lines `name=value`.
    public var extra: String

    /// An introduction from its parts.
    public init(
        role: Role, version: String, application: String, group: String, extra: String = ""
    ) {
        self.role = role
        self.version = version
        self.application = application
        self.group = group
        self.extra = extra
    }
    /// The name of the process among all that ever were, from the line `instance=…`; empty when it gave
    /// none. Our own clients do: what they began is theirs again when they come back.
    public var instance: String { value(of: "instance").map(String.init) ?? "" }

    /// The transactions that the process began and has not decided, from the line `undecided=…`, names
    /// between commas; nil when it does not say. What it does not name is nobody's.
    public var undecided: Set<XID>? {
        value(of: "undecided").map { Set($0.split(separator: ",").map { XID(String($0)) }) }
    }

    private func value(of name: String) -> Substring? {
        for line in extra.split(separator: "\n") where line.hasPrefix("\(name)=") {
            return line.dropFirst(name.count + 1)
        }
        return nil
    }

    /// What our own clients say of themselves.
    public static func extra(instance: String, undecided: [XID]) -> String {
        "instance=\(instance)\nundecided=\(undecided.map(\.text).joined(separator: ","))\n"
    }
}
