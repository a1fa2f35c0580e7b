import Canvas

/// A line of a key table: keys that belong together, what they do, and the words for them.
struct KeyRow: Equatable {
    /// What each key does.
    let actions: [Key: Action]
    /// How the keys are named.
    let shown: KeyName
    /// The words for them.
    let topic: KeyTopic
    /// Whether the footer keeps it when there is no room for all.
    private(set) var isVital = false

    init(_ shown: KeyName, _ topic: KeyTopic, _ actions: [Key: Action]) {
        self.shown = shown
        self.topic = topic
        self.actions = actions
    }

    /// One character, one action.
    init(_ character: Character, _ topic: KeyTopic, _ action: Action) {
        self.init(.text(String(character)), topic, [.character(character): action])
    }

    /// The same, kept in the footer when there is no room for all.
    var vital: KeyRow {
        var row = self
        row.isVital = true
        return row
    }
}

/// How keys are named in the footer and the help; arrows depend on the terminal's signs.
enum KeyName: Equatable {
    case text(String)
    case upDown
    case leftRight

    /// The name in a set of signs.
    func text(_ glyphs: GlyphSet) -> String {
        switch self {
        case .text(let text): text
        case .upDown: glyphs.upDown
        case .leftRight: glyphs.leftRight
        }
    }
}
