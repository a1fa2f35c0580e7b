import LookoutAPI

/// A course over time, to be drawn in columns of eighths.
struct Chart: Equatable {
    /// A value for each moment; nil where there is none.
    let course: [Double?]
    /// The moments.
    let range: LookoutQueryClient.Range

    /// What the top of the chart stands for: the least of 1, 2, 5, 10, 20, ... that nothing exceeds.
    var top: Double {
        guard let most = course.compactMap({ $0 }).max(), most > 0, most.isFinite else { return 1 }
        var unit = 1.0
        while unit > most { unit /= 10 }
        while unit * 10 <= most { unit *= 10 }
        return [1, 2, 5, 10].map { $0 * unit }.first { $0 >= most } ?? unit * 10
    }

    /// How many columns a value takes, and how many values fit.
    func columns(_ width: Int) -> (each: Int, count: Int) {
        guard !course.isEmpty, width > 0 else { return (1, 0) }
        return (max(1, width / course.count), min(course.count, width))
    }

    /// Eighths of a row that each value is high, the newest values if not all fit; nil for none.
    func heights(width: Int, rows: Int) -> [Int?] {
        let (each, count) = columns(width)
        let top = top
        return course.suffix(count).flatMap { value in
            let height = value.map { value in
                value <= 0 ? 0 : max(1, Int((value / top * Double(rows * 8)).rounded()))
            }
            return [Int?](repeating: height, count: each)
        }
    }
}
