import Canvas

/// A line while it is typed in the footer's place: a command, a search, a query.
struct TypedLine: Equatable {
    /// What was typed; at most 200 characters.
    var text = ""
    /// What is wrong with what was entered.
    var fault: String?
    /// Which earlier line is shown, counted back from the newest; nil for what is typed.
    var recalled: Int?

    /// The longest line.
    static let limit = 200

    /// What came of a key.
    enum Outcome {
        case changed
        case left
        case entered
        case ignored
    }

    /// Takes a key.
    ///
    /// - Parameters:
    ///   - history: lines typed before, newest last; nil where none are kept.
    ///   - complete: what Tab makes of the text; nil where nothing can be completed.
    mutating func take(
        _ key: Key, history: [String]? = nil, complete: ((String) -> String)? = nil
    ) -> Outcome {
        switch key {
        case .character(let character): text.append(character)
        case .paste(let pasted): text += pasted.prefix { !$0.isNewline }
        case .backspace where text.isEmpty, .escape: return .left
        case .backspace: text.removeLast()
        case .control("u"): text = ""
        case .tab:
            guard let complete else { return .ignored }
            text = complete(text)
        case .up, .down:
            guard let history else { return .ignored }
            recall(key == .up ? 1 : -1, from: history)
        case .enter: return .entered
        default: return .ignored
        }
        fault = nil
        text = String(text.prefix(Self.limit))
        return .changed
    }

    private mutating func recall(_ step: Int, from history: [String]) {
        let wanted = (recalled ?? -1) + step
        if wanted < 0 {
            recalled = nil
            text = ""
        } else if wanted < history.count {
            recalled = wanted
            text = history[history.count - 1 - wanted]
        }
    }
}
