/// What an expression gives at all moments at once. A series-wise table needs each pairing and
/// grouping of labels once, not once a moment.
enum Grid {
    case scalar([Double])
    case text(String)
    case vector([GridLine])
}

/// A series of a grid: a number for each moment, ``Sample/staleMarker`` where there is none.
struct GridLine {
    var labels: Labels
    var numbers: [Double]

    init(_ labels: Labels, _ numbers: [Double]) {
        self.labels = labels
        self.numbers = numbers
    }

    static let nothing = Sample.staleMarker
}
