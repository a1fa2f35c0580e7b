/// A query that was read: what it asks for, and its answer over given series.
///
/// Two steps, so that the series can be taken from a store under a lock and evaluated without it:
/// first ``selectors``, then ``evaluate(at:over:)``.
public struct Query: Sendable {
    /// The moments to evaluate at, in milliseconds since 1970.
    public struct Moments: Equatable, Sendable {
        /// The first.
        public var start: Int64
        /// The last, at most.
        public var end: Int64
        /// Between two; at least 1.
        public var step: Int64

        /// The most moments of one query, as in Prometheus.
        public static let limit = 11_000

        /// One moment.
        public init(at time: Int64) {
            self.init(start: time, end: time, step: 1)
        }

        /// Moments from `start` to `end`.
        public init(start: Int64, end: Int64, step: Int64) {
            self.start = start
            self.end = end
            self.step = max(1, step)
        }

        /// How many.
        public var count: Int { end < start ? 0 : Int((end - start) / step) + 1 }

        /// One of them.
        public func time(_ index: Int) -> Int64 { start + Int64(index) * step }
    }

    /// Its text.
    public let text: String
    let expression: Expression

    /// Reads a query.
    ///
    /// - Throws: ``QueryError`` with the place of the fault.
    public init(_ text: String) throws(QueryError) {
        self.text = text
        expression = try Parser.expression(of: text)
    }

    /// Reads a selector, `up{app="stock_mng"}`, as one asks for series with it.
    public static func selector(_ text: String) throws(QueryError) -> Selector {
        try Parser.selector(of: text)
    }

    private init(text: String, expression: Expression) {
        self.text = text
        self.expression = expression
    }

    /// The query with the statistics of 2019 derived from what is kept, except where there is a
    /// series of that very name. Call it before ``selectors``.
    public func derivingStatistics(unless isKnown: (String) -> Bool) -> Query {
        Query(
            text: text, expression: OriginalStatistic.deriving(in: expression, unless: isKnown))
    }

    /// Which series it needs.
    public var selectors: Set<Selector> { Set(expression.selectors) }

    /// The names it asks for, for those who count questions.
    public var names: [String] { expression.selectors.compactMap(\.name) }

    /// Carries it out over the series of its ``selectors``.
    ///
    /// - Parameter limits: how much it may read and hold.
    /// - Throws: ``QueryError`` when it is too much, or when vectors cannot be paired.
    public func evaluate(
        at moments: Moments, over series: [Selector: [StoredSeries]],
        limits: QueryLimits = QueryLimits()
    ) throws(QueryError) -> QueryResult {
        guard moments.count <= Moments.limit else {
            throw QueryError(
                .execution, at: 0,
                "\(moments.count) moments are more than \(Moments.limit); take a longer step")
        }
        var evaluator = Evaluator(moments: moments, series: series, limits: limits)
        return QueryResult(try evaluator.evaluate(expression), of: expression, at: moments)
    }
}

/// The bounds of one query.
public struct QueryLimits: Equatable, Sendable {
    /// Samples it may read.
    public var samples = 50_000_000
    /// Numbers it may hold at a time: series times moments.
    public var numbers = 4_000_000
    /// How old a latest sample may be, in milliseconds. Prometheus's default is 5 minutes, for scrapes
    /// a minute apart; ours are a second apart.
    public var lookback: Int64 = 10_000

    /// The usual limits.
    public init() {}
}
