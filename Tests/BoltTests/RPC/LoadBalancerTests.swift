import TestSupport
import Testing

@testable import Bolt

@Suite struct LoadBalancerTests {
    private func provider(_ port: Int, weight: Int = 100) -> ProviderAddress {
        ProviderAddress(BoltAddress(host: "127.0.0.1", port: port), weight: weight)
    }

    private func shares(_ providers: [ProviderAddress], seed: UInt64) -> [Int: Int] {
        var random = SeededRandom(seed: seed)
        var balancer = LoadBalancer(.random)
        return (0..<10_000).reduce(into: [:]) { shares, _ in
            let chosen = balancer.choose(from: providers, using: &random)
            shares[chosen?.address.port ?? 0, default: 0] += 1
        }
    }

    @Test(arguments: [UInt64(41), 42, 43])
    func `random choices follow the weights`(seed: UInt64) {
        let shares = shares(
            [provider(1, weight: 10), provider(2, weight: 30), provider(3, weight: 0)], seed: seed)
        #expect(abs((shares[1] ?? 0) - 2500) < 200, "seed \(seed): \(shares)")
        #expect(abs((shares[2] ?? 0) - 7500) < 200, "seed \(seed): \(shares)")
        #expect(shares[3] == nil, "seed \(seed)")
    }

    @Test func `equal weights are chosen equally, weights of 0 too`() {
        for weight in [0, 100, .max] {
            let shares = shares(
                [provider(1, weight: weight), provider(2, weight: weight)], seed: 44)
            #expect(abs((shares[1] ?? 0) - 5000) < 200, "\(weight): \(shares)")
        }
    }

    @Test func `the same seed chooses the same`() {
        let providers = (1...5).map { provider($0) }
        #expect(shares(providers, seed: 45) == shares(providers, seed: 45))
    }

    @Test func `round robin takes turns, over what was not tried`() {
        var random = SeededRandom(seed: 0)
        var balancer = LoadBalancer(.roundRobin)
        let providers = (1...3).map { provider($0) }
        let ports = (0..<7).map { _ in
            balancer.choose(from: providers, using: &random)?.address.port
        }
        #expect(ports == [1, 2, 3, 1, 2, 3, 1])
        let tried: Set = [providers[0].address, providers[1].address]
        #expect(balancer.choose(from: providers, avoiding: tried, using: &random) == providers[2])
        let all = Set(providers.map(\.address))
        #expect(balancer.choose(from: providers, avoiding: all, using: &random) == nil)
        #expect(balancer.choose(from: [], using: &random) == nil)
    }
}
