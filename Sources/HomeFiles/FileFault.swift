/// What can be wrong in a file of the attendee. Its words are in `FileFault+Message.swift`.
public enum FileFault: Error, Equatable, Sendable {
    /// The file is not there or cannot be read; the system's reason.
    case unreadable(String)
    /// The bytes are not UTF-8.
    case notText
    /// The file has nothing in it, as while an editor writes it.
    case empty
    /// More bytes than a file of settings may have.
    case tooLarge(limit: Int)
    /// Brackets or lists in lists beyond what a file of settings needs.
    case tooDeep
    /// Not YAML.
    case syntax(SyntaxFault)
    /// A key stands twice in one mapping.
    case duplicateKey(String)
    /// A key that means nothing here.
    case unknownKey(String, nearest: String?, known: [String])
    /// A key that must be there.
    case missingKey(String)
    /// A value of another kind than the key wants.
    case wrongType(key: String, expected: ValueKind, found: ValueKind)
    /// Not a whole number in 0...65535.
    case badPort(String)
    /// Not `host:port`.
    case badAddress(String)
    /// Not `http://host:port/path`.
    case badURL(String)
    /// Not at most 32 of letters, digits, `_` and `-`.
    case badUniqueID(String)
    /// Not the name of an application.
    case badName(String)
    /// Not in 1...``AccountFile/instanceLimit``.
    case badInstances(String)
    /// No interface of that name can stand here.
    case unknownInterface(String, nearest: String?, known: [String])
    /// One interface stands twice in one list.
    case duplicateInterface(String)
    /// No binding of that name can stand here.
    case unknownBinding(String, nearest: String?, known: [String])
    /// An interface that must be in the list is not.
    case missingInterface(String)
    /// `transactions` is neither off nor at nor tcc.
    case unknownTransactionMode(String)
    /// `fence` is neither on nor off.
    case unknownFence(String)
    /// Two components want one port; where the other stands.
    case portTaken(Int, by: String)

    /// Kinds of YAML values.
    public enum ValueKind: String, Sendable {
        /// Nothing after the colon.
        case nothing
        /// Text.
        case text
        /// A whole number.
        case number
        /// `key: value` lines.
        case mapping
        /// `- item` lines.
        case list
    }

    /// The mistakes people make in YAML.
    public enum SyntaxFault: Equatable, Sendable {
        /// A tab where spaces must be.
        case tab
        /// A line does not begin where its neighbours do, or a colon too many.
        case indentation
        /// A key without its colon.
        case colon
        /// A quote that is not closed.
        case quote
        /// A bracket that is not closed.
        case bracket
        /// A second document after `---`.
        case secondDocument
        /// A `*name` without its `&name`.
        case alias
        /// A character YAML does not allow.
        case character
        /// Anything else, in the parser's words.
        case other(String)
    }

    /// Stable, lower case with underscores.
    public var code: String {
        switch self {
        case .unreadable: "unreadable_file"
        case .notText: "not_utf8"
        case .empty: "empty_file"
        case .tooLarge: "file_too_large"
        case .tooDeep: "file_too_deep"
        case .syntax: "yaml_syntax"
        case .duplicateKey: "duplicate_key"
        case .unknownKey: "unknown_key"
        case .missingKey: "missing_key"
        case .wrongType: "wrong_type"
        case .badPort: "bad_port"
        case .badAddress: "bad_address"
        case .badURL: "bad_url"
        case .badUniqueID: "bad_unique_id"
        case .badName: "bad_name"
        case .badInstances: "bad_instances"
        case .unknownInterface: "unknown_interface"
        case .duplicateInterface: "duplicate_interface"
        case .unknownBinding: "unknown_binding"
        case .missingInterface: "missing_interface"
        case .unknownTransactionMode: "unknown_transaction_mode"
        case .unknownFence: "unknown_fence"
        case .portTaken: "port_taken"
        }
    }
}
