import CoordinatorAPI
import Seata
import Synchronization

/// Transactions that are to be rolled back and whose coordinator could not be told yet. It is told when
/// it is there again; a coordinator that lost sight of this process rolls them back by itself.
///
/// A class with a lock: any purchase may add to it.
public final class UndecidedTransactions: Sendable {
    /// So many are kept; the oldest is dropped, and rolled back at its timeout.
    static let limit = 1_000

    private let waiting = Mutex<[XID]>([])

    /// None.
    public init() {}

    func add(_ xid: XID) {
        waiting.withLock { waiting in
            waiting.append(xid)
            if waiting.count > Self.limit { waiting.removeFirst() }
        }
    }

    /// Tells the coordinator of all of them; what it could not be told is kept.
    public func rollBackAll(with link: any CoordinatorLink) async {
        let all = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        for xid in all {
            do throws(SeataError) {
                _ = try await link.ask(.rollback(xid), deadline: .seconds(12))
            } catch {
                add(xid)
            }
        }
    }
}
