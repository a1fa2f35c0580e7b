/// The line behind `:` while it is typed.
struct CommandLineState: Equatable {
    /// What was typed; at most 200 characters.
    var text = ""
    /// What is wrong with what was entered.
    var fault: String?
    /// Which earlier command is shown, counted back from the newest; nil for what is typed.
    var recalled: Int?

    /// The longest line.
    static let limit = 200
}
