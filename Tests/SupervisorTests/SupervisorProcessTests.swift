import Supervisor
import TestSupport
import Testing
import Wire

@Suite struct SupervisorProcessTests {
    let account = ComponentID("account")

    @Test func `planned processes become ready and are gone after down`() async throws {
        let pids = PidList()
        try await withSupervisor("ready") { folder in
            try ["registry", "bookstore", "account-2"].enumerated().map {
                try ChildScript.specification($1, in: folder, startOrder: $0)
            }
        } _: { supervisor in
            let settled = try await supervisor.client.waitUntilSettled(within: .seconds(10))
            #expect(
                settled.components.map { "\($0.name) \($0.state) \($0.restarts)" }
                    == ["registry ready 0", "bookstore ready 0", "account-2 ready 0"])
            for status in settled.components {
                let pid = try #require(status.pid)
                pids.add(pid)
                #expect(lives(pid))
                #expect(status.residentBytes > 1 << 20)
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
            let killed = try await supervisor.client.perform(.kill, on: account)
            #expect(killed.name == account)
            let after = try await supervisor.wait(for: "account", "being back") {
                $0.state == .ready && $0.pid != before.pid
            }
            #expect(ContinuousClock().now - began < .seconds(1))
            #expect(after.instance != before.instance)
            #expect(after.restarts == 1)
        }
    }

    @Test func `a crash is shown with its status and last line until it is given up`() async throws
    {
        var timings = SupervisionTimings()
        timings.backOffFirst = .milliseconds(1)
        timings.crashesTolerated = 3
        try await withSupervisor("crash", timings: timings) { folder in
            [try ChildScript.specification("account", in: folder, manners: ["crash"])]
        } _: { supervisor in
            let failed = try await supervisor.wait(for: "account", "failing") {
                $0.state == .failed
            }
            #expect(failed.reason == "exited with status 3: cannot open the shop")
            #expect(failed.restarts == 2)
            let kinds = try await supervisor.client.snapshot().notices.map(\.kind)
            #expect(kinds == [.crashed, .crashed, .gaveUp])
        }
    }

    @Test func `a program that is not there is given up with its path`() async throws {
        var timings = SupervisionTimings()
        timings.crashesTolerated = 1
        try await withSupervisor("no-program", timings: timings) { folder in
            var specification = try ChildScript.specification("account", in: folder)
            specification.executable = "/nowhere/to/be/found"
            return [specification]
        } _: { supervisor in
            let failed = try await supervisor.wait(for: "account", "failing") {
                $0.state == .failed
            }
            #expect(failed.reason?.hasPrefix("could not be launched: /nowhere/to/be/found") == true)
        }
    }

    @Test func `a process is stopped, started and restarted by hand`() async throws {
        try await withSupervisor("by-hand") { folder in
            [try ChildScript.specification("account", in: folder)]
        } _: { supervisor in
            let first = try await supervisor.ready("account")
            #expect(try await supervisor.client.perform(.stop, on: account).state == .stopping)
            let stopped = try await supervisor.wait(for: "account", "stopping") {
                $0.state == .stopped
            }
            #expect(stopped == ComponentStatus(name: account, state: .stopped))
            let firstPID = try #require(first.pid)
            #expect(!lives(firstPID))
            #expect(try await supervisor.client.perform(.start, on: account).state == .starting)
            let second = try await supervisor.ready("account")
            #expect(try await supervisor.client.perform(.restart, on: account).state == .stopping)
            let third = try await supervisor.wait(for: "account", "being back") {
                $0.state == .ready && $0.pid != second.pid
            }
            #expect(third.restarts == 1)
        }
    }

    @Test func `deaf processes and their children are gone within two seconds`() async throws {
        let pids = PidList()
        try await withSupervisor("deaf") { folder in
            try ["registry", "bookstore", "account"].enumerated().map {
                try ChildScript.specification(
                    $1, in: folder, manners: ["deaf", "fork"], startOrder: $0)
            }
        } _: { supervisor in
            for name in ["registry", "bookstore", "account"] {
                pids.add(try #require(try await supervisor.ready(name).pid))
            }
            try await pids.addGrandchildren(of: supervisor.client, count: 3)
            let began = ContinuousClock().now
            try await supervisor.client.down()
            #expect(ContinuousClock().now - began < .seconds(2.2))
        }
        #expect(pids.all.count == 6)
        #expect(pids.all.filter(lives).isEmpty)
    }

    @Test func `a child that outlives a killed parent is ended with it`() async throws {
        let pids = PidList()
        try await withSupervisor("orphan") { folder in
            [try ChildScript.specification("account", in: folder, manners: ["fork"])]
        } _: { supervisor in
            let first = try await supervisor.ready("account")
            try await pids.addGrandchildren(of: supervisor.client, count: 1)
            _ = try await supervisor.client.perform(.kill, on: account)
            _ = try await supervisor.wait(for: "account", "being back") {
                $0.state == .ready && $0.pid != first.pid
            }
            #expect(pids.all.filter(lives).isEmpty)
        }
    }

    @Test func `a stranger's answer makes nobody ready`() async throws {
        var timings = SupervisionTimings()
        timings.startDeadline = .milliseconds(800)
        timings.crashesTolerated = 1
        try await withSupervisor("stranger", timings: timings) { folder in
            [try ChildScript.specification("account", in: folder, manners: ["stranger"])]
        } _: { supervisor in
            let failed = try await supervisor.wait(for: "account", "failing") {
                $0.state == .failed
            }
            #expect(failed.reason?.hasPrefix("was not ready within 0.8 s and was killed") == true)
            let notices = try await supervisor.client.snapshot().notices
            #expect(notices.map(\.kind) == [.gaveUp])
        }
    }

    @Test func `cancelling the supervisor leaves no process behind`() async throws {
        let pids = PidList()
        await #expect(throws: (any Error).self) {
            try await withSupervisor("cancelled") { folder in
                [try ChildScript.specification("account", in: folder, manners: ["deaf"])]
            } _: { supervisor in
                pids.add(try #require(try await supervisor.ready("account").pid))
                supervisor.cancel()
            }
        }
        #expect(pids.all.count == 1)
        #expect(pids.all.filter(lives).isEmpty)
    }

    @Test func `only the supervisor holds the other end of a lifeline`() async throws {
        try await withSupervisor("lifeline") { folder in
            try ["registry", "account"].map { try ChildScript.specification($0, in: folder) }
        } _: { supervisor in
            for name in ["registry", "account"] {
                let pid = try #require(try await supervisor.ready(name).pid)
                let pipe = try #require(OpenFiles.target(of: 0, in: pid))
                #expect(pipe.hasPrefix("pipe:"))
                let info = try await supervisor.client.info()
                #expect(OpenFiles.holders(of: pipe) == [pid, info.pid].sorted())
            }
        }
    }
}
