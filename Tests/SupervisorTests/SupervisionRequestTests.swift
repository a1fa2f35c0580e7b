import Supervisor
import Testing
import Wire

@Suite struct SupervisionRequestTests {
    let account = ComponentID("account")

    func ready() -> RulesBench {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account")], applied: []))
        bench.becameReady(0, "account", 1)
        bench.lines = []
        return bench
    }

    @Test func `a stopped process stays stopped`() {
        var bench = ready()
        bench.at(100, .asked(.stop, account))
        #expect(bench.status("account")?.state == .stopping)
        bench.exited(150, "account", 1, .exited(0))
        bench.at(200, .planArrived([.named("account")], applied: []))
        bench.pass(to: 60_000)
        #expect(bench.lines == ["100 terminate account#1"])
        #expect(bench.status("account")?.state == .stopped)
        #expect(bench.notices.last == "stopped account: stopped: exited with status 0")
    }

    @Test func `a process that does not stop is killed after its deadline`() {
        var bench = ready()
        bench.at(100, .asked(.stop, account))
        bench.pass(to: 5_000)
        #expect(bench.lines == ["100 terminate account#1", "1300 kill account#1"])
    }

    @Test func `a restart waits for the old process to be gone`() {
        var bench = ready()
        bench.at(100, .asked(.restart, account))
        bench.at(110, .asked(.restart, account))
        bench.pass(to: 500)
        #expect(bench.lines == ["100 terminate account#1"])
        bench.exited(600, "account", 1, .exited(0))
        #expect(bench.lines == ["100 terminate account#1", "600 launch account#2"])
        #expect(bench.status("account")?.restarts == 1)
    }

    @Test func `a start asked for while stopping brings the process back`() {
        var bench = ready()
        bench.at(100, .asked(.stop, account))
        bench.at(110, .asked(.start, account))
        bench.exited(200, "account", 1, .exited(0))
        #expect(bench.lines == ["100 terminate account#1", "200 launch account#2"])
    }

    @Test func `a stop asked for before the launch came about is not forgotten`() {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account")], applied: []))
        bench.at(1, .asked(.stop, account))
        bench.launched(20, "account", 1)
        bench.pass(to: 3_000)
        #expect(
            bench.lines == ["0 launch account#1", "20 terminate account#1", "1220 kill account#1"])
    }

    @Test func `a stop ends a back-off and a start cuts it short`() {
        for action in [ControlAction.stop, .start, .restart] {
            var bench = ready()
            bench.exited(10, "account", 1, .exited(1))
            bench.launched(11, "account", 2)
            bench.exited(12, "account", 2, .exited(1))
            bench.lines = []
            bench.at(50, .asked(action, account))
            bench.pass(to: 9_000)
            #expect(bench.lines == (action == .stop ? [] : ["50 launch account#3"]), "\(action)")
        }
    }

    @Test func `a paused process is not ready, whatever its probes say, until it is resumed`() {
        var bench = ready()
        bench.at(10, .asked(.pause, account))
        #expect(bench.lines == ["10 pause account#1"])
        #expect(bench.status("account")?.state == .starting)
        bench.at(20, .probeAnswered(bench.launch("account", 1), bench.health("account", 1)))
        #expect(bench.status("account")?.state == .starting)
        bench.at(30, .probeFailed(bench.launch("account", 1), reason: "no answer"))
        #expect(
            bench.status("account")?.cause?.text(in: .english)
                == "paused as asked, until it is resumed")
        bench.lines = []
        bench.at(40, .asked(.resume, account))
        #expect(bench.lines == ["40 resume account#1", "40 probe account#1 on 9001"])
        bench.at(41, .probeAnswered(bench.launch("account", 1), bench.health("account", 1)))
        #expect(bench.status("account")?.state == .ready)
    }

    @Test func `a process that is asked to end while it is paused is killed at the deadline`() {
        var bench = ready()
        bench.at(10, .asked(.pause, account))
        bench.at(20, .asked(.stop, account))
        bench.lines = []
        bench.pass(to: 3_000)
        #expect(bench.lines == ["1220 kill account#1"])
    }

    @Test func `what cannot be followed is refused with a code`() {
        var bench = ready()
        let unknown = bench.rules.refusal(of: .start, on: ComponentID("acount"))
        #expect(unknown?.error.code == "unknown_component")
        #expect(unknown?.error.message == "there is no component \"acount\"; there are: account")
        #expect(bench.rules.refusal(of: .kill, on: account) == nil)
        bench.at(10, .asked(.stop, account))
        bench.exited(20, "account", 1, .exited(0))
        for action in [ControlAction.kill, .pause, .resume] {
            let refusal = bench.rules.refusal(of: action, on: account)
            #expect(refusal?.error.code == "not_running")
        }
        bench.at(30, .shutdownAsked(.orderly))
        #expect(bench.rules.refusal(of: .start, on: account)?.error.code == "shutting_down")
    }

    @Test func `only visible changes make a new revision`() {
        var bench = ready()
        let revision = bench.snapshot.revision
        bench.pass(to: 1_000)
        bench.at(1_001, .probeAnswered(bench.launch("account", 1), bench.health("account", 1)))
        bench.at(1_100, .asked(.start, account))
        #expect(bench.snapshot.revision == revision)
        bench.at(1_200, .asked(.stop, account))
        #expect(bench.snapshot.revision == revision + 1)
    }
}
