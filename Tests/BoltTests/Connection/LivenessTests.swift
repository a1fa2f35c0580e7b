import NIOCore
import Testing

@testable import Bolt

@Suite struct LivenessTests {
    private func at(_ seconds: Int64) -> NIODeadline {
        .uptimeNanoseconds(0) + .seconds(seconds)
    }

    private func client() -> Liveness {
        Liveness(.ask(after: .seconds(15), wait: .seconds(1), misses: 3), now: at(0))
    }

    @Test func `a silent server is asked thrice, then given up`() {
        var liveness = client()
        var actions: [String] = []
        var now = at(0)
        while actions.count < 9 {
            now = liveness.next
            let action = liveness.act(at: now)
            actions.append("\((now - at(0)).nanoseconds / 1_000_000_000) \(action)")
            if case .close = action { break }
        }
        #expect(
            actions == [
                "15 sendHeartbeat", "16 nothing", "31 sendHeartbeat", "32 nothing",
                "47 sendHeartbeat", "48 close(reason: \"3 heartbeats without an answer\")",
            ])
    }

    @Test func `a byte heard forgets the misses`() {
        var liveness = client()
        #expect(liveness.act(at: at(15)) == .sendHeartbeat)
        #expect(liveness.act(at: at(16)) == .nothing)
        liveness.heard(at: at(20))
        #expect(liveness.next == at(35))
        #expect(liveness.act(at: at(34)) == .nothing)
        #expect(liveness.act(at: at(35)) == .sendHeartbeat)
        liveness.heard(at: at(35))
        #expect(liveness.next == at(50))
    }

    @Test func `a server closes what was silent both ways`() {
        var liveness = Liveness(.closeWhenIdle(.seconds(90)), now: at(0))
        liveness.spoke(at: at(50))
        #expect(liveness.act(at: at(90)) == .nothing)
        #expect(liveness.next == at(140))
        #expect(liveness.act(at: at(140)) == .close(reason: "silent for 90 s"))
    }
}
