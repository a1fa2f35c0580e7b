import OrderedCollections
import Synchronization

/// The open connections of a server. A class with a lock, because connections on several event
/// loops come and go.
final class ConnectionRegistry: Sendable {
    private struct State {
        var connections: OrderedDictionary<UInt64, BoltConnection> = [:]
        var isOpen = true
    }

    private let limit: Int
    private let onConnection: @Sendable (BoltConnection) -> Void
    private let lastID = Atomic<UInt64>(0)
    private let state = Mutex(State())

    init(limit: Int, onConnection: @escaping @Sendable (BoltConnection) -> Void) {
        self.limit = limit
        self.onConnection = onConnection
    }

    /// The open connections, in the order they came.
    var connections: [BoltConnection] {
        state.withLock { Array($0.connections.values) }
    }

    /// The number of the next connection.
    func nextID() -> UInt64 {
        lastID.add(1, ordering: .relaxed).newValue
    }

    /// Takes a connection in, or closes it when there are too many.
    func opened(_ connection: BoltConnection) {
        let isTaken = state.withLock { state in
            guard state.isOpen, state.connections.count < limit else { return false }
            state.connections[connection.id] = connection
            return true
        }
        guard isTaken else {
            connection.close()
            return
        }
        connection.whenClosed { [id = connection.id] in
            self.state.withLock { _ = $0.connections.removeValue(forKey: id) }
        }
        onConnection(connection)
    }

    /// Closes every further connection.
    func refuseFurther() {
        state.withLock { $0.isOpen = false }
    }
}
