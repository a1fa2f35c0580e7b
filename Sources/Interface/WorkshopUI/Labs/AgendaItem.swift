/// A line of the day's agenda, as on 24 June 2019. Source: the public record of the SOFAStack Cloud
/// Native Workshop, KubeCon China 2019, Shanghai.
enum AgendaItem: Equatable {
    case opening
    case lab(Int)
    case lunch

    /// The whole day in order.
    static let day: [AgendaItem] = [
        .opening, .lab(1), .lab(2), .lab(3), .lunch, .lab(4), .lab(5),
    ]

    /// From when to when.
    var time: String {
        switch self {
        case .opening: "09:00"
        case .lab(1): "09:20-10:10"
        case .lab(2): "10:15-11:05"
        case .lab(3): "11:10-12:00"
        case .lunch: "12:00-13:30"
        case .lab(4): "13:30-14:40"
        case .lab(5): "14:50-16:00"
        case .lab: ""
        }
    }
}
