public import Wire

/// Whom a check asks, beside the evidence that all checks share.
public enum CheckQuestion: Equatable, Sendable {
    /// Nobody: what was gathered is enough.
    case evidence
    /// A component over HTTP; `answer.status` is the status, `answer.body` the JSON or text.
    case http(HTTPQuestion)
    /// A command; `answer.status` is its exit status, `answer.output` what it wrote.
    case command(String)
    /// The attendee; `answer` is what they said.
    case quiz

    /// How long an answer may take.
    public static let deadline = Duration.seconds(10)

    /// Whether the attendee is asked.
    public var isQuiz: Bool { self == .quiz }

    /// Whether it asks what no component tells of by itself.
    public var looksOutside: Bool {
        switch self {
        case .evidence, .quiz: false
        case .http, .command: true
        }
    }

    /// Where the answer is read when the check does not say.
    var usualPlace: String? {
        switch self {
        case .evidence: nil
        case .http, .command: "answer.status"
        case .quiz: "answer"
        }
    }
}

/// One HTTP request of a check to a component of the workshop, on 127.0.0.1.
public struct HTTPQuestion: Equatable, Sendable {
    /// Which component.
    public var component: ComponentID
    /// `GET` when not said.
    public var method: String
    /// With its leading slash.
    public var path: String
    /// What is sent, as it was written; nil for nothing.
    public var body: String?

    /// A request from its parts.
    public init(component: ComponentID, method: String = "GET", path: String, body: String? = nil) {
        self.component = component
        self.method = method
        self.path = path
        self.body = body
    }
}

/// What a check's own question brought.
public enum Finding: Equatable, Sendable {
    /// An answer.
    case value(JSONValue)
    /// Why there is none.
    case gap(EvidenceGap)
}

extension Evidence {
    /// The evidence with the answer to one check's question at `answer`.
    func answering(_ finding: Finding?) -> Evidence {
        var evidence = self
        switch finding {
        case nil: break
        case .value(let value)?:
            guard case .object(var members) = tree else { break }
            members["answer"] = value
            evidence.tree = .object(members)
        case .gap(let gap)?: evidence.gaps["answer"] = gap
        }
        return evidence
    }
}
