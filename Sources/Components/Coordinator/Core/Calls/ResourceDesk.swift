import CoordinatorAPI
import DequeModule

/// A branch of a transaction that is not over.
struct BranchPlace: Hashable, Sendable {
    let xid: XID
    let branch: Int64
}

/// The calls to one resource: who can carry them out, how many are under way, which wait.
struct ResourceDesk: Sendable {
    /// The clients that have it, in the order they came.
    private(set) var clients: [ClientID] = []
    /// Calls that were sent and have no answer yet.
    private(set) var sent = 0
    private var queue = Deque<BranchPlace>()

    /// Whether nothing is kept here.
    var isIdle: Bool { clients.isEmpty && sent == 0 && queue.isEmpty }

    mutating func join(_ client: ClientID) {
        if !clients.contains(client) { clients.append(client) }
    }

    mutating func leave(_ client: ClientID) {
        clients.removeAll { $0 == client }
    }

    mutating func enqueue(_ place: BranchPlace) {
        queue.append(place)
    }

    /// The next branch to be called, when there is a client for it and fewer than the limit are under
    /// way.
    mutating func takeNext(limit: Int) -> BranchPlace? {
        guard !clients.isEmpty, sent < limit else { return nil }
        return queue.popFirst()
    }

    /// The client for a call; another one each time it was in vain.
    func client(afterFailures failures: Int) -> ClientID {
        clients[failures % clients.count]
    }

    mutating func began() { sent += 1 }
    mutating func ended() { sent -= 1 }

    /// Forgets all calls; the clients stay.
    mutating func clear() {
        sent = 0
        queue = []
    }
}
