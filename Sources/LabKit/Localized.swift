public import Wire

/// One thing in both languages.
public struct Localized<Value: Equatable & Sendable>: Equatable, Sendable {
    /// For readers of Simplified Chinese.
    public var chinese: Value
    /// For readers of English.
    public var english: Value

    /// A pair.
    public init(chinese: Value, english: Value) {
        self.chinese = chinese
        self.english = english
    }

    /// The one for a reader.
    public subscript(language: Language) -> Value {
        language == .chinese ? chinese : english
    }
}

/// A text in both languages.
public typealias LocalizedText = Localized<String>

extension Localized where Value == String {
    /// A text that is the same in both, such as a number.
    public init(same text: String) {
        self.init(chinese: text, english: text)
    }
}
