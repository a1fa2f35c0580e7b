import CoordinatorCore

/// What tells a coordinator the time.
protocol CoordinatorClock: Sendable {
    /// This moment.
    var now: Moment { get }
}

/// The machine's clocks.
struct MachineClock: CoordinatorClock {
    private let start = ContinuousClock.now
    private let wall: @Sendable () -> Int64

    /// - Parameter wall: milliseconds since 1970.
    init(wall: @escaping @Sendable () -> Int64) {
        self.wall = wall
    }

    var now: Moment { Moment(steady: ContinuousClock.now - start, wall: wall()) }
}
