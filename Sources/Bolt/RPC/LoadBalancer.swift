/// Chooses a provider among several. A value: the random source comes from outside, so that a seed
/// replays every choice.
public struct LoadBalancer: Hashable, Sendable {
    /// How it chooses.
    public enum Strategy: String, Hashable, Sendable, CaseIterable {
        /// At random, in proportion to the weights; equally when all weights are the same, 0
        /// included.
        case random
        /// One after the other, in the order of the list; weights count for nothing.
        case roundRobin
    }

    /// How it chooses.
    public let strategy: Strategy
    private var turn = 0

    /// A balancer of a strategy.
    public init(_ strategy: Strategy = .random) {
        self.strategy = strategy
    }

    /// Chooses a provider that was not tried yet; nil when there is none.
    public mutating func choose(
        from providers: [ProviderAddress], avoiding tried: Set<BoltAddress> = [],
        using random: inout some RandomNumberGenerator
    ) -> ProviderAddress? {
        let candidates = providers.filter { !tried.contains($0.address) }
        guard candidates.count > 1 else { return candidates.first }
        switch strategy {
        case .random: return Self.weighted(candidates, using: &random)
        case .roundRobin:
            turn = (turn &+ 1) & 0xFFFF_FFFF
            return candidates[(turn - 1) % candidates.count]
        }
    }

    private static func weighted(
        _ candidates: [ProviderAddress], using random: inout some RandomNumberGenerator
    ) -> ProviderAddress? {
        let weights = candidates.map { UInt64(clamping: min($0.weight, 1 << 20)) }
        let sum = weights.reduce(0, +)
        guard sum > 0 else {
            return candidates[Int(random.next(upperBound: UInt64(candidates.count)))]
        }
        var place = random.next(upperBound: sum)
        for (candidate, weight) in zip(candidates, weights) {
            if place < weight { return candidate }
            place -= weight
        }
        return candidates.last
    }
}
