import NIOCore
import OrderedCollections
import Synchronization

/// Calls services at the providers of a list that may change at any moment: chooses one by load
/// balancing, and another one when the first cannot be reached.
///
/// A call goes to another provider only when it was certainly not executed (not reachable, busy, no
/// such service), or, when it is marked idempotent, also after a deadline or a lost connection. No
/// provider is tried twice for one call.
///
/// A class, because turns and counts are shared by all calls.
public final class FailoverInvoker: ServiceInvoker {
    /// Calls one provider.
    public typealias Attempt =
        @Sendable (ServiceCall, BoltAddress) async -> Result<[UInt8], InvocationError>

    private struct Method: Hashable {
        let service: String
        let name: String
    }

    private struct State {
        /// Each method of a service takes its own turns, as in SOFARPC (RoundRobinLoadBalancer):
        /// of a caller that always queries before it pays, one provider would get all payments.
        var balancers: [Method: LoadBalancer] = [:]
        /// Which application each service was last called at: whom a call misses that has no provider.
        var applications: [String: String] = [:]
        var random: any RandomNumberGenerator & Sendable
        var counts: OrderedDictionary<BoltAddress, Int> = [:]
    }

    /// The most providers whose calls are counted; beyond, the one counted first is forgotten.
    public static let countLimit = 256
    /// The most methods with a turn of their own; beyond, all turns begin anew.
    private static let balancerLimit = 256

    private let providers: @Sendable () -> [ProviderAddress]
    private let strategy: LoadBalancer.Strategy
    private let retries: Int
    private let attempt: Attempt
    private let now: @Sendable () -> NIODeadline
    private let state: Mutex<State>

    /// An invoker over a client's connections.
    ///
    /// - Parameters:
    ///   - retries: how many further providers may be tried for a call; 2 by default.
    ///   - random: the source of random choices; a seeded one replays them.
    ///   - providers: the providers as they are known now, in a fixed order; read at every call.
    public convenience init(
        client: BoltClient, strategy: LoadBalancer.Strategy = .random, retries: Int = 2,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        providers: @escaping @Sendable () -> [ProviderAddress]
    ) {
        self.init(
            strategy: strategy, retries: retries, random: random, now: { .now() },
            providers: providers
        ) { call, address in
            do throws(InvocationError) {
                return .success(
                    try await BoltInvoker(client: client, address: address).invoke(call))
            } catch {
                return .failure(error)
            }
        }
    }

    /// An invoker over any way to call one provider.
    public init(
        strategy: LoadBalancer.Strategy, retries: Int,
        random: any RandomNumberGenerator & Sendable, now: @escaping @Sendable () -> NIODeadline,
        providers: @escaping @Sendable () -> [ProviderAddress], attempt: @escaping Attempt
    ) {
        self.strategy = strategy
        self.retries = retries
        self.providers = providers
        self.attempt = attempt
        self.now = now
        state = Mutex(State(random: random))
    }

    /// How often each provider was called since this invoker was made, in the order of the first
    /// calls.
    public var calls: [ProviderCalls] {
        state.withLock { state in
            state.counts.map { ProviderCalls(address: $0.key, calls: $0.value) }
        }
    }

    /// Calls a provider, and further ones as far as that is safe.
    ///
    /// - Throws: the error of the last provider that was tried, or
    ///   ``InvocationError/noProvider(service:)``. An earlier attempt that may have been executed
    ///   is not forgotten: the error says so even when the last provider was not reachable.
    public func invoke(_ call: ServiceCall) async throws(InvocationError) -> [UInt8] {
        let end = now() + TimeAmount(call.deadline)
        var rule = FailoverRule(attempts: retries + 1, isIdempotent: call.isIdempotent)
        var lastError: InvocationError?
        while let provider = choose(for: call, avoiding: rule.tried) {
            var share = call
            share.targetApplication = provider.application
            let others = providers().count { !rule.tried.contains($0.address) } - 1
            share.deadline = rule.begin(
                provider.address, others: others, left: Duration(end - now()))
            if let lastError, share.deadline <= .zero { throw lastError }
            switch await attempt(share, provider.address) {
            case .success(let result):
                count(provider.address)
                return result
            case .failure(let error):
                if error.hasReachedProvider { count(provider.address) }
                lastError = Self.graver(lastError, error)
                if Task.isCancelled || !rule.mayContinue(after: error) {
                    throw lastError ?? error
                }
            }
        }
        if let lastError { throw lastError }
        let error = InvocationError.noProvider(service: call.service)
        var call = call
        call.targetApplication = state.withLock { $0.applications[call.service] ?? "" }
        CallSpan.begin(&call, to: nil)?.end(error)
        throw error
    }

    private func choose(
        for call: ServiceCall, avoiding tried: Set<BoltAddress>
    ) -> ProviderAddress? {
        let known = providers()
        return state.withLock { state in
            if state.balancers.count > Self.balancerLimit {
                state.balancers = [:]
                state.applications = [:]
            }
            let method = Method(service: call.service, name: call.method)
            let provider = state.balancers[method, default: LoadBalancer(strategy)].choose(
                from: known, avoiding: tried, using: &state.random)
            if let provider { state.applications[call.service] = provider.application }
            return provider
        }
    }

    private func count(_ address: BoltAddress) {
        state.withLock { state in
            if state.counts[address] == nil, state.counts.count >= Self.countLimit {
                state.counts.removeFirst()
            }
            state.counts[address, default: 0] += 1
        }
    }

    /// Of two errors of one call: the later, unless only the earlier one may have executed it.
    private static func graver(
        _ earlier: InvocationError?, _ later: InvocationError
    ) -> InvocationError {
        guard let earlier, earlier.mayHaveExecuted, !later.mayHaveExecuted else { return later }
        return earlier
    }
}

extension InvocationError {
    /// Whether the call left for the provider.
    fileprivate var hasReachedProvider: Bool {
        switch self {
        case .noProvider, .unreachable, .busy: false
        case .refused(let status, _): status != .clientSendError
        case .deadlineExceeded, .connectionLost: true
        }
    }
}
