import LabKit

/// One thing that the doctor looked at.
struct Finding: Encodable {
    /// How it is.
    enum State: String, Encodable {
        /// As it should be.
        case fine
        /// The workshop runs, but something could be better.
        case advice
        /// It keeps the workshop, or a part of it, from running.
        case problem

        /// The sign in front of it.
        var sign: String {
            switch self {
            case .fine: "✓"
            case .advice: "·"
            case .problem: "✗"
            }
        }
    }

    /// Stable, lower case with hyphens.
    let id: String
    let state: State
    /// What is so, and what to do when it is not fine.
    let text: Localized<String>

    init(_ id: String, _ state: State, english: String, chinese: String) {
        self.id = id
        self.state = state
        text = Localized(chinese: chinese, english: english)
    }

    private enum CodingKeys: CodingKey { case id, holds, state, message }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(state != .problem, forKey: .holds)
        try container.encode(state, forKey: .state)
        try container.encode(text.english, forKey: .message)
    }
}
