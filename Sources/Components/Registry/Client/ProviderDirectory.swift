import Bolt
import LongPoll
import RegistryAPI
import Synchronization

/// Who offers what, as far as is known now: read at every call, without waiting.
///
/// Written by a ``RegistrySession``. A class with a lock, because callers on any thread read it.
public final class ProviderDirectory: Sendable {
    private struct State {
        var providers: [ServiceKey: [ProviderAddress]] = [:]
        var isConnected = false
        var pushes = 0
    }

    private let state = Mutex(State())
    private let changes: ChangeSignal?

    /// A directory that knows nobody.
    ///
    /// - Parameter changes: what advances when it comes to know something else; nothing when nil.
    init(changes: ChangeSignal? = nil) {
        self.changes = changes
    }

    /// The last known providers of a service, in the order the registry lists them; while the
    /// registry is away the last ones it named.
    public func providers(of service: ServiceName) -> [ProviderAddress] {
        state.withLock { $0.providers[ServiceKey(service)] ?? [] }
    }

    /// Whether the registry is there.
    public var isConnected: Bool {
        state.withLock(\.isConnected)
    }

    /// Lists that the registry pushed since the start.
    public var pushes: Int {
        state.withLock(\.pushes)
    }

    func set(_ providers: [ProviderAddress], of service: ServiceKey) {
        let before = state.withLock { $0.providers.updateValue(providers, forKey: service) }
        if before != providers { changes?.advance() }
    }

    func set(isConnected: Bool) {
        let before = state.withLock { state in
            defer { state.isConnected = isConnected }
            return state.isConnected
        }
        if before != isConnected { changes?.advance() }
    }

    func countPush() {
        state.withLock { $0.pushes += 1 }
    }
}

extension ServiceKey {
    /// The registry's key of a service that is called by Bolt.
    public init(_ name: ServiceName) {
        self.init(service: name.description)
    }
}
