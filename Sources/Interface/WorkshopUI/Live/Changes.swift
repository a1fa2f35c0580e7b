import LabKit
import Wire

/// When shown values changed last: a changed one is bold for a second, then calm.
struct Changes: Equatable {
    /// A value on the screen.
    enum Field: Hashable {
        case balance
        case sold
        case stock(String)
        case owned(String)
        case state(ComponentID)
        case restarts(ComponentID)
        case verdict(StepKey, String)
    }

    /// How long a changed value is bold, in milliseconds.
    static let duration: Int64 = 1_000

    private var times: [Field: Int64] = [:]

    /// Notes that a field has another value, unless there was none before.
    mutating func note<Value: Equatable>(
        _ field: Field, from old: Value?, to new: Value?, at now: Int64
    ) {
        if let old, let new, old != new { times[field] = now }
    }

    /// Whether a field changed within the last second.
    func isFresh(_ field: Field, at now: Int64) -> Bool {
        times[field].map { now - $0 < Self.duration } ?? false
    }

    /// When the next bold value will be calm again; nil when all are.
    var nextCalm: Int64? {
        times.values.min().map { $0 + Self.duration }
    }

    /// Forgets what is calm again, so that an idle model stays equal to itself.
    mutating func calm(at now: Int64) {
        times = times.filter { now - $0.value < Self.duration }
    }
}
