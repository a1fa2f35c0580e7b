import TracerAPI

/// The traces screen.
struct TracesState: Equatable {
    /// How many traces a list has at most.
    static let limit = 100
    /// What a list can be narrowed to: spans as long as this at least, in microseconds.
    static let minima: [Int64?] = [nil, 1_000, 5_000, 20_000, 100_000]

    /// What the list is narrowed to.
    var filter: TracerQueryClient.Filter
    /// The newest first; nil before the tracer has answered.
    var listings: [TraceListing]?
    /// The id of the selected trace; nil selects the newest.
    var selection: String?
    /// The trace that the next chosen one is to be compared with.
    var marked: TraceListing?
    /// The trace that is shown span by span.
    var open: OpenTrace?
    /// Whether the newest trace of the next list is to be opened.
    var opensNewest = false

    init() {
        filter = TracerQueryClient.Filter()
        filter.limit = Self.limit
    }

    /// The place of the selected trace in the list; the newest when it is gone.
    var selectedIndex: Int {
        listings?.firstIndex { $0.traceId == selection } ?? 0
    }

    /// The selected trace.
    var selected: TraceListing? {
        guard let listings, !listings.isEmpty else { return nil }
        return listings[selectedIndex]
    }
}

/// A trace that is shown span by span, perhaps beside another.
struct OpenTrace: Equatable {
    /// Its id.
    let id: TraceID
    /// Its rows; nil before the tracer has answered.
    var waterfall: Waterfall?
    /// Whether the tracer has none of this id.
    var isUnknown = false
    /// The selected row.
    var row = 0
    /// SOFATracer's id of the span to select once it is there.
    var wantedSpan: String?
    /// What it is compared with.
    var other: Other?

    /// The trace beside it.
    struct Other: Equatable {
        /// Its id.
        let id: TraceID
        /// Its rows; nil before the tracer has answered.
        var waterfall: Waterfall?
    }

    /// The rows of one of both traces; nil before the tracer has answered.
    func waterfall(of trace: TraceID) -> Waterfall? {
        trace == id ? waterfall : trace == other?.id ? other?.waterfall : nil
    }

    /// How many rows are shown: the trace's own, or those of both.
    var rowCount: Int {
        guard let waterfall else { return 0 }
        guard let second = other?.waterfall else { return waterfall.rows.count }
        return TraceComparison(waterfall, second).rows.count
    }

    /// The row that is selected.
    var selectedRow: Waterfall.Row? {
        waterfall.flatMap { $0.rows.indices.contains(row) ? $0.rows[row] : nil }
    }

    /// Takes the spans over that the tracer has of either trace.
    mutating func take(_ spans: [ZipkinSpan]?, of trace: TraceID) {
        let fresh = spans.map { Waterfall($0) }
        if let fresh, trace == other?.id { other?.waterfall = fresh }
        guard trace == id else { return }
        // A trace that was evicted stays on the screen of who reads it.
        isUnknown = fresh == nil && waterfall == nil
        waterfall = fresh ?? waterfall
        guard let waterfall else { return }
        if let wanted = wantedSpan,
            let found = waterfall.rows.firstIndex(where: { $0.spanID == wanted })
        {
            row = found
            wantedSpan = nil
        }
        row = min(row, max(0, waterfall.rows.count - 1))
    }
}
