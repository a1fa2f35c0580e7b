import Supervisor
import TestSupport
import Testing
import Wire

@Suite struct SupervisorProcessTests {
    @Test func `planned processes become ready and are gone after down`() async throws {
        let pids = PidList()
        try await withSupervisor("ready") { folder in
            try ["registry", "bookstore", "account-2"].enumerated().map {
                try ChildScript.specification($1, in: folder, startOrder: $0)
            }
        } _: { supervisor in
            let settled = try await supervisor.client.waitUntilSettled(within: .seconds(10))
            #expect(settled.components.map(\.state) == [.ready, .ready, .ready])
            #expect(
                settled.components.map(\.name.description) == [
                    "registry", "bookstore", "account-2",
                ]
            )
            for status in settled.components {
                let pid = try #require(status.pid)
                pids.add(pid)
                #expect(lives(pid))
                #expect(status.residentBytes > 1 << 20)
                #expect(status.restarts == 0)
            }
        }
        #expect(pids.all.count == 3)
        #expect(pids.all.filter(lives).isEmpty)
    }

    @Test func `a killed process is back within a second with a new instance`() async throws {
        try await withSupervisor("killed") { folder in
            [try ChildScript.specification("account", in: folder)]
        } _: { supervisor in
            let before = try await supervisor.ready("account")
            let began = ContinuousClock().now
            let killed = try await supervisor.client.perform(.kill, on: ComponentID("account"))
            #expect(killed.name == ComponentID("account"))
            let after = try await supervisor.wait(for: "account", "being back") {
                $0.state == .ready && $0.pid != before.pid
            }
            #expect(ContinuousClock().now - began < .seconds(1))
            #expect(after.instance != before.instance)
            #expect(after.restarts == 1)
        }
    }
}
