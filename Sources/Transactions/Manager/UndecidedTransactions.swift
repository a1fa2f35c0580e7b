import CoordinatorAPI
import Seata
import Synchronization

/// The transactions that this process began and has not decided, and those it could not tell the
/// coordinator to roll back yet. A coordinator that comes back asks for the first, and is told of the
/// second; what is in neither it rolls back by itself.
///
/// A class with a lock: any purchase may add to it.
public final class UndecidedTransactions: Sendable {
    /// So many wait to be rolled back; the oldest is dropped, and rolled back at its timeout.
    static let limit = 1_000

    private struct State {
        var begun: Set<XID> = []
        var waiting: [XID] = []
    }

    private let state = Mutex(State())

    /// None.
    public init() {}

    /// Those that were begun and not decided, in the order of their names.
    var begun: [XID] { state.withLock { $0.begun.sorted { $0.text < $1.text } } }

    func begin(_ xid: XID) {
        state.withLock { _ = $0.begun.insert(xid) }
    }

    /// It is decided, or given up.
    func end(_ xid: XID) {
        state.withLock { _ = $0.begun.remove(xid) }
    }

    func rollBackLater(_ xid: XID) {
        state.withLock { state in
            state.waiting.append(xid)
            if state.waiting.count > Self.limit { state.waiting.removeFirst() }
        }
    }

    /// Tells the coordinator of all that wait; what it could not be told is kept.
    public func rollBackAll(with link: any CoordinatorLink) async {
        let all = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        for xid in all {
            do throws(SeataError) {
                _ = try await link.ask(.rollback(xid), deadline: .seconds(12))
            } catch {
                rollBackLater(xid)
            }
        }
    }
}
