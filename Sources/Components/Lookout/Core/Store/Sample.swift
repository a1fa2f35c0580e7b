/// A number at a moment.
public struct Sample: Sendable {
    /// Milliseconds since 1970.
    public var time: Int64
    /// The number.
    public var value: Double

    /// A sample from its parts.
    public init(time: Int64, value: Double) {
        self.time = time
        self.value = value
    }

    /// The NaN that says: the series has ended here. The bits are Prometheus's (`value.StaleNaN`).
    public static let staleMarker = Double(bitPattern: 0x7ff0_0000_0000_0002)

    /// Whether the series ended here.
    public var isStale: Bool { value.isStaleMarker }
}

extension Double {
    /// Whether this is ``Sample/staleMarker``.
    var isStaleMarker: Bool { bitPattern == Sample.staleMarker.bitPattern }
}
