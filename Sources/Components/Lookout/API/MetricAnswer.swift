/// The answer to a query, in the form of Prometheus's HTTP API.
public struct MetricAnswer: Codable, Equatable, Sendable {
    /// A number at a moment; in JSON `[1561339200.5,"7"]`.
    public struct Point: Codable, Equatable, Sendable {
        /// Seconds since 1970.
        public var time: Double
        /// The number as text: `7`, `NaN`, `+Inf`.
        public var text: String

        /// A point from its parts.
        public init(time: Double, text: String) {
            self.time = time
            self.text = text
        }

        /// The number.
        public var value: Double {
            switch text {
            case "+Inf": .infinity
            case "-Inf": -.infinity
            default: Double(text) ?? .nan
            }
        }

        /// Reads the pair.
        public init(from decoder: any Decoder) throws {
            var pair = try decoder.unkeyedContainer()
            time = try pair.decode(Double.self)
            text = try pair.decode(String.self)
        }

        /// Writes the pair.
        public func encode(to encoder: any Encoder) throws {
            var pair = encoder.unkeyedContainer()
            try pair.encode(time)
            try pair.encode(text)
        }
    }

    /// A series and its points: one of an answer for now, several over a range.
    public struct Series: Codable, Equatable, Sendable {
        /// The labels, the name as `__name__`.
        public var metric: [String: String]
        /// The point of now.
        public var value: Point?
        /// The points of a range.
        public var values: [Point]?

        /// A series from its parts.
        public init(metric: [String: String], value: Point?, values: [Point]? = nil) {
            self.metric = metric
            self.value = value
            self.values = values
        }
    }

    /// `vector`, `matrix`, `scalar` or `string`.
    public var resultType: String
    /// The series; of a scalar or a string one without labels.
    public var result: [Series]

    /// An answer from its parts.
    public init(resultType: String, result: [Series]) {
        self.resultType = resultType
        self.result = result
    }

    private enum Key: String, CodingKey {
        case resultType
        case result
    }

    /// Reads an answer; a scalar is a bare point there.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        resultType = try container.decode(String.self, forKey: .resultType)
        if ["scalar", "string"].contains(resultType) {
            let point = try container.decode(Point.self, forKey: .result)
            result = [Series(metric: [:], value: point)]
        } else {
            result = try container.decode([Series].self, forKey: .result)
        }
    }
}
