import CoordinatorAPI
import DequeModule
import Seata

/// The last frames that came and went, for people who want to see the protocol. It decides nothing.
///
/// A frame that does not name its transaction, as most answers do not, belongs to that of the question
/// with its id.
struct FrameLog {
    /// So many frames are kept by default: those of some hundred purchases, 2 MB at the very most.
    static let defaultLimit = 4_096

    private struct Entry {
        let time: Duration
        let peer: String
        let sighting: SeataSighting
    }

    /// What a question and its answer have in common.
    private struct Exchange: Hashable {
        let connection: Int
        let id: Int32
        /// Whether the client asked; else the coordinator called.
        let isAsked: Bool

        init(_ sighting: SeataSighting) {
            let isReceived = sighting.direction == .received
            connection = sighting.connection
            id = sighting.frame.id
            isAsked = isReceived == (sighting.frame.kind != .response)
        }
    }

    private var entries: Deque<Entry> = []
    private var applications: [Int: String] = [:]
    private let limit: Int

    /// An empty log.
    init(limit: Int = defaultLimit) {
        self.limit = limit
    }

    /// Takes a frame down; the oldest one makes room for it.
    ///
    /// - Parameter time: by a clock that only goes forward.
    mutating func add(_ sighting: SeataSighting, at time: Duration) {
        if case .introduction(let introduction) = sighting.frame.body {
            // As many as a server has connections; a name more is only a word that is missing.
            if applications.count > 4_000 { applications = [:] }
            applications[sighting.connection] = introduction.application
        }
        if entries.count == limit { entries.removeFirst() }
        entries.append(
            Entry(
                time: time, peer: applications[sighting.connection] ?? "", sighting: sighting))
    }

    /// The frames of a transaction, in the order they came and went.
    func frames(of xid: XID) -> [FrameView] {
        var exchanges: Set<Exchange> = []
        for entry in entries where entry.sighting.frame.body?.xids.contains(xid) == true {
            exchanges.insert(Exchange(entry.sighting))
        }
        let chosen = entries.filter { exchanges.contains(Exchange($0.sighting)) }
        guard let first = chosen.first?.time else { return [] }
        return chosen.map { entry in
            FrameView(
                entry.sighting, of: xid, peer: entry.peer,
                offset: Int64((entry.time - first) / .microseconds(1)))
        }
    }
}
