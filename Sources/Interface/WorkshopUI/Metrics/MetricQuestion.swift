import LookoutAPI

/// A query, now or over a time.
public struct MetricQuestion: Hashable, Sendable {
    /// The query in PromQL.
    public var text: String
    /// Over which moments; nil for now.
    public var range: LookoutQueryClient.Range?

    /// A question from its parts.
    public init(text: String, range: LookoutQueryClient.Range? = nil) {
        self.text = text
        self.range = range
    }
}

/// What Lookout says to a query.
public enum MetricResult: Equatable, Sendable {
    /// The answer.
    case answer(MetricAnswer)
    /// The query is wrong or too much; the text names the place.
    case refused(String)
}
