import TestSupport
import Testing

@testable import Supervisor

@Suite struct SupervisionSimulationTests {
    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `whatever happens, one process a name lives and all end`(seed: UInt64) throws {
        var world = SimulatedWorld(seed: seed)
        world.run()
        #expect(world.faults.isEmpty, "seed \(seed)\n\(world.transcript.joined(separator: "\n"))")
        let took = try #require(world.finishedAfter, "seed \(seed)")
        #expect(took <= .milliseconds(1_950), "seed \(seed)")
    }

    @Test func `the same seed gives the same run`() {
        var first = SimulatedWorld(seed: 42)
        var second = SimulatedWorld(seed: 42)
        first.run()
        second.run()
        #expect(first.transcript == second.transcript)
        #expect(first.transcript.count > 100)
    }
}
