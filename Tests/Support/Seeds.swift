import Foundation

/// The seeds and the amount of random tests.
public enum Seeds {
    /// A seed, printed so that a failure replays: `WORKSHOP_SEED` when it is set, else a new one.
    public static func next(_ what: String) -> UInt64 {
        let named = ProcessInfo.processInfo.environment["WORKSHOP_SEED"].flatMap { UInt64($0) }
        let seed = named ?? UInt64.random(in: 0..<1_000_000)
        print("seed \(seed): \(what)")
        return seed
    }

    /// How many times over random tests run: `WORKSHOP_SOAK`, once by default.
    public static var rounds: Int {
        max(1, ProcessInfo.processInfo.environment["WORKSHOP_SOAK"].flatMap { Int($0) } ?? 1)
    }
}
