/// A fault as `GET` and `POST /faults` carry it.
public struct FaultOrder: Codable, Hashable, Sendable {
    /// The point; nil for ``full``, which happens at once.
    public var point: String?
    /// `kill`, `pause`, `slow:200`, `drop`, `duplicate`, or ``full``.
    public var fault: String
    /// So often the point is passed unharmed before; 0 when nil.
    public var after: Int?
    /// So often it strikes; once when nil.
    public var times: Int?

    /// No file of the process may grow any more, as on a full disk.
    public static let full = "full"

    /// An order from its parts.
    public init(point: String?, fault: String, after: Int? = nil, times: Int? = nil) {
        self.point = point
        self.fault = fault
        self.after = after
        self.times = times
    }
}
