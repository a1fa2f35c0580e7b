/// All that the supervisor knows, numbered: a later snapshot has a higher revision.
public struct SupervisorSnapshot: Codable, Equatable, Sendable {
    /// Rises by one at every change of `components` (memory and uptime apart) or `notices`.
    public var revision: Int
    /// In start order.
    public var components: [ComponentStatus]
    /// The newest last; at most 50.
    public var notices: [Notice]

    /// A snapshot from its parts.
    public init(revision: Int, components: [ComponentStatus], notices: [Notice] = []) {
        self.revision = revision
        self.components = components
        self.notices = notices
    }
}

/// Something the supervisor wants people to know: a file applied or refused, a crash, a restart.
public struct Notice: Codable, Equatable, Sendable {
    /// What kind of thing happened. Unknown kinds of later versions decode as ``Kind/other``.
    public enum Kind: String, Codable, Sendable {
        /// A saved file was applied. `text` is the file's name.
        case fileApplied
        /// A saved file was refused and changed nothing. `text` names file, line, column, fault.
        case fileRefused
        /// A process became ready.
        case ready
        /// A process ended without being asked to. `text` has its exit status and last line.
        case crashed
        /// A process was given up.
        case gaveUp
        /// A process ended as asked.
        case stopped
        /// Anything else.
        case other

        /// Reads the name of a kind; ``other`` when it is not known.
        public init(from decoder: any Decoder) throws {
            let name = try decoder.singleValueContainer().decode(String.self)
            self = Kind(rawValue: name) ?? .other
        }
    }

    /// Rises by one with every notice.
    public var sequence: Int
    /// Milliseconds since 1970.
    public var timeMilliseconds: Int64
    /// What kind of thing happened.
    public var kind: Kind
    /// Which process, when it is about one.
    public var component: ComponentID?
    /// The particulars, in English, as logs have them.
    public var text: String
    /// The same in clauses, to be said in either language; nil where only words are known.
    public var cause: Cause?

    /// A notice from its parts.
    public init(
        sequence: Int, timeMilliseconds: Int64, kind: Kind, component: ComponentID?, text: String
    ) {
        self.sequence = sequence
        self.timeMilliseconds = timeMilliseconds
        self.kind = kind
        self.component = component
        self.text = text
    }

    /// A notice whose words are those of its cause.
    public init(
        sequence: Int, timeMilliseconds: Int64, kind: Kind, component: ComponentID?, cause: Cause
    ) {
        self.init(
            sequence: sequence, timeMilliseconds: timeMilliseconds, kind: kind,
            component: component, text: cause.text(in: .english))
        self.cause = cause
    }

    /// The particulars in a language, as far as they are known in clauses.
    public func text(in language: Language) -> String {
        cause?.text(in: language) ?? text
    }
}
