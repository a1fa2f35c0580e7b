import LongPoll
import Testing
import TracerAPI
import TracerCore

@testable import TracerService

@Suite struct TracerChangesTests {
    @Test func `what may change the evidence is told, looking at it is not`() {
        let changes = ChangeSignal()
        let hub = TracerHub(
            instance: "one", limits: StoreLimits(), forwarder: nil, changes: changes, now: { 7 })
        let deeds: [() -> Void] = [
            { hub.take([]) }, { hub.note(.init(dropped: 1), by: "a") }, { hub.countBadRequest() },
            { _ = hub.traces(TraceQuery(end: 7, lookback: 7)) },
            { _ = hub.links(end: 7, lookback: 7) },
            { _ = hub.evidence },
        ]
        let told = deeds.map { deed in
            deed()
            return changes.version
        }
        #expect(told == [1, 2, 3, 4, 5, 5])
    }
}
