public import LabKit
public import Wire

/// Why something about a lab could not be done, for a person in both languages.
public struct LabFailure: Error, Equatable, Sendable {
    /// Stable, lower case with underscores: `workshop_down`, `unknown_step`, ...
    public var code: String
    /// What happened and what to do next.
    public var text: LocalizedText

    /// A failure from its parts.
    public init(_ code: String, english: String, chinese: String) {
        self.code = code
        self.text = Localized(chinese: chinese, english: english)
    }

    /// As it crosses a process boundary.
    public var reply: ErrorReply {
        ErrorReply(code: code, message: text.english)
    }

    /// No supervisor answers.
    public static let workshopDown = LabFailure(
        "workshop_down", english: "the workshop is not running; start it with: workshop up",
        chinese: "workshop 没有运行；请运行：workshop up")
}
