import Wire

/// What our own resource managers hand over with a branch and are handed back in phase 2, as text:
/// `registration=…&patience=…&choice=…&arguments=…`, values percent-encoded.
///
/// Other clients write there what they like; that is kept and handed back as it is.
public struct BranchNote: Hashable, Sendable {
    /// What is to be done about rows that somebody else wrote to since phase 1.
    public enum Choice: String, Hashable, Sendable, CaseIterable {
        /// Put the rows back as they were before phase 1, over what was written since.
        case force
        /// Leave the rows as they are now, and call the branch rolled back.
        case keep
        /// Put back the rows that nobody else wrote to, and leave the others.
        case skip
    }

    /// Of the client's making, one a branch: said twice, it makes one branch.
    public var registration: String
    /// How long the registration may wait for rows that others hold, in milliseconds; zero, as for other
    /// clients, does not wait: it is refused, and they ask again.
    public var patience: Int
    /// Somebody's decision after a dirty write; nil before.
    public var choice: Choice?
    /// What a TCC action keeps from its try; empty for none.
    public var arguments: String

    /// A note from its parts.
    public init(
        registration: String, patience: Int = 0, choice: Choice? = nil, arguments: String = ""
    ) {
        self.registration = registration
        self.patience = patience
        self.choice = choice
        self.arguments = arguments
    }
}

extension BranchNote {
    private static let names = ["registration", "patience", "choice", "arguments"]

    /// Reads a note; nil when the text is another client's.
    public init?(_ text: String) {
        var values: [String: String] = [:]
        for part in text.split(separator: "&") {
            guard let equals = part.firstIndex(of: "="),
                let value = String(part[part.index(after: equals)...]).percentDecoded
            else { return nil }
            let name = String(part[..<equals])
            guard Self.names.contains(name), values[name] == nil else { return nil }
            values[name] = value
        }
        guard let registration = values["registration"], !registration.isEmpty else { return nil }
        self.registration = registration
        arguments = values["arguments"] ?? ""
        guard let patience = Int(values["patience"] ?? "0"), patience >= 0 else { return nil }
        self.patience = patience
        if let word = values["choice"] {
            guard let choice = Choice(rawValue: word) else { return nil }
            self.choice = choice
        }
    }

    /// The note as text.
    public var text: String {
        var text = "registration=\(registration.percentEncoded)"
        if patience > 0 { text += "&patience=\(patience)" }
        if let choice { text += "&choice=\(choice.rawValue)" }
        if !arguments.isEmpty { text += "&arguments=\(arguments.percentEncoded)" }
        return text
    }
}
