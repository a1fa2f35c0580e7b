/// The two languages of everything a user reads.
public enum Language: String, Codable, Sendable, CaseIterable {
    /// Simplified Chinese.
    case chinese = "zh"
    /// English.
    case english = "en"

    /// The other one.
    public var other: Language {
        self == .chinese ? .english : .chinese
    }

    /// From a locale name such as `zh_CN.UTF-8`: Chinese when it starts with `zh`, else English.
    public init(locale: String) {
        self = locale.hasPrefix("zh") ? .chinese : .english
    }
}
