import Wire
import LabKit

/// Why a command did not do what it was asked, in both languages, with the exit code of its kind.
struct Failure: Error {
    /// The kinds, by their exit codes.
    enum Kind: Int32 {
        /// A check failed, or what was asked was refused.
        case refused = 1
        /// Wrong usage, or a file with mistakes.
        case usage = 2
        /// A component does not answer.
        case unreachable = 3
        /// State on disk cannot be read or written.
        case unreadable = 4
        /// Ctrl-C.
        case interrupted = 130
    }

    let kind: Kind
    /// Stable, lower case with underscores.
    let code: String
    /// What happened, where, what to do next.
    let text: Localized<String>
    /// Particulars by name, for JSON.
    var details: [String: String]?

    init(
        _ kind: Kind, _ code: String, english: String, chinese: String,
        details: [String: String]? = nil
    ) {
        self.kind = kind
        self.code = code
        self.text = Localized(chinese: chinese, english: english)
        self.details = details
    }

    /// Tells it: as JSON on standard output, or as a sentence on standard error.
    func tell(asJSON: Bool, in language: Language) {
        if asJSON {
            Output.json(ErrorReply(code: code, message: text.english, details: details))
        } else {
            Output.errorLine("workshop: \(text[language])")
        }
    }
}
