import Supervisor
import Testing
import Wire

@Suite struct SupervisionTests {
    let three: [ComponentSpecification] = [
        .named("account", order: 2), .named("registry", order: 0), .named("bookstore", order: 1),
    ]

    @Test func `processes are launched in start order and need not wait for each other`() {
        var bench = RulesBench()
        bench.at(0, .planArrived(three + [.named("spare", order: 3, wanted: false)], applied: []))
        #expect(
            bench.lines == ["0 launch registry#1", "0 launch bookstore#2", "0 launch account#3"])
        #expect(
            bench.snapshot.components.map { "\($0.name) \($0.state)" }
                == ["registry starting", "bookstore starting", "account starting", "spare stopped"])
    }

    @Test func `a process is ready once it answers its probe with its own instance`() {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account")], applied: []))
        bench.launched(5, "account", 1)
        bench.at(40, .readyLineSeen(bench.launch("account", 1), bench.readyLine("account", 1)))
        bench.at(45, .probeFailed(bench.launch("account", 1), reason: "nothing listens"))
        bench.pass(to: 145)
        #expect(bench.status("account")?.state == .starting)
        bench.at(150, .probeAnswered(bench.launch("account", 1), bench.health("account", 1)))
        bench.pass(to: 2_000)
        #expect(
            bench.lines == [
                "0 launch account#1", "40 probe account#1 on 9001", "145 probe account#1 on 9001",
                "1150 probe account#1 on 9001",
            ])
        #expect(
            bench.status("account")
                == ComponentStatus(
                    name: ComponentID("account"), state: .ready, pid: 101, port: 8_080, http: 9_001,
                    instance: "i1", uptimeSeconds: 1.85))
        #expect(bench.notices == ["ready account: ready on port 8080"])
    }

    @Test func `a stranger on the port is not taken for ready`() {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account")], applied: []))
        bench.launched(5, "account", 1)
        bench.at(40, .readyLineSeen(bench.launch("account", 1), bench.readyLine("account", 1)))
        bench.at(
            45,
            .probeAnswered(
                bench.launch("account", 1), bench.health("account", 1, instance: "other")))
        #expect(bench.status("account")?.state == .starting)
        #expect(
            bench.status("account")?.reason
                == "on port 9001 answers a stranger: account, process 101")
    }

    @Test func `a READY line of another instance is not believed`() {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account")], applied: []))
        bench.launched(5, "account", 1)
        bench.at(40, .readyLineSeen(bench.launch("account", 1), bench.readyLine("account", 7)))
        bench.pass(to: 500)
        #expect(bench.lines == ["0 launch account#1"])
        #expect(bench.status("account")?.reason == "printed the READY line of account, i7")
    }

    @Test func `a process that stops answering is shown as starting and is left alive`() {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account")], applied: []))
        bench.becameReady(0, "account", 1)
        for second in 1...3 {
            bench.pass(to: second * 1_000)
            bench.at(second * 1_000, .probeFailed(bench.launch("account", 1), reason: "silence"))
            #expect(bench.status("account")?.state == (second < 3 ? .ready : .starting))
        }
        bench.pass(to: 60_000)
        #expect(bench.status("account")?.reason == "does not answer its health probe: silence")
        bench.at(60_000, .probeAnswered(bench.launch("account", 1), bench.health("account", 1)))
        #expect(bench.status("account")?.state == .ready)
        #expect(bench.status("account")?.uptimeSeconds == 0)
        #expect(!bench.lines.contains { $0.contains("kill") })
    }

    @Test func `crashes are followed by a restart at once and then by a growing back-off`() {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account")], applied: []))
        for (index, moment) in [0, 0, 200, 600, 1_400, 3_000, 6_200, 11_200].enumerated() {
            bench.launched(moment, "account", index + 1)
            bench.exited(moment, "account", index + 1, .exited(3))
        }
        bench.pass(to: 16_200)
        #expect(
            bench.lines
                == [
                    "0 launch account#1", "0 launch account#2", "200 launch account#3",
                    "600 launch account#4", "1400 launch account#5", "3000 launch account#6",
                    "6200 launch account#7", "11200 launch account#8", "16200 launch account#9",
                ])
        #expect(bench.status("account")?.restarts == 8)
    }

    @Test func `ten crashes in a minute and the process is given up until somebody starts it`() {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account")], applied: []))
        for number in 1...10 {
            bench.launched(number * 5_500 - 5_000, "account", number)
            bench.at(
                number * 5_500 - 5_000,
                .processExited(
                    bench.launch("account", number), .exited(1), lastLine: "port 12200 is taken"))
        }
        bench.pass(to: 120_000)
        #expect(bench.status("account")?.state == .failed)
        #expect(
            bench.status("account")?.reason == "exited with status 1: port 12200 is taken")
        #expect(
            bench.notices.last
                == "gaveUp account: given up after 10 crashes in 60 s; the last one exited with "
                + "status 1: port 12200 is taken")
        bench.lines = []
        bench.at(120_000, .asked(.start, ComponentID("account")))
        #expect(bench.lines == ["120000 launch account#11"])
        #expect(bench.status("account")?.restarts == 0)
        #expect(bench.status("account")?.reason == nil)
    }

    @Test func `ten ready seconds and the next crash counts as the first`() {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account")], applied: []))
        bench.launched(0, "account", 1)
        bench.exited(0, "account", 1, .exited(1))
        bench.becameReady(0, "account", 2)
        bench.exited(10_000, "account", 2, .signalled(11))
        #expect(bench.lines.last == "10000 launch account#3")
        #expect(
            bench.notices.last
                == "crashed account: killed by signal 11 (SIGSEGV); starts again")
    }

    @Test func `a kill that was asked for brings the process back at once, every time`() {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account")], applied: []))
        for number in 1...20 {
            bench.becameReady(number * 10, "account", number)
            bench.at(number * 10 + 1, .asked(.kill, ComponentID("account")))
            bench.exited(number * 10 + 2, "account", number, .signalled(9))
        }
        #expect(bench.lines.suffix(2) == ["201 kill account#20", "202 launch account#21"])
        #expect(bench.status("account")?.state == .starting)
        #expect(bench.status("account")?.reason == "killed as asked")
    }

    @Test func `a process that is not ready in time is killed and tried again`() {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account")], applied: []))
        bench.launched(5, "account", 1)
        bench.pass(to: 10_000)
        bench.exited(10_001, "account", 1, .signalled(9))
        #expect(
            bench.lines == ["0 launch account#1", "10000 kill account#1", "10001 launch account#2"])
        #expect(
            bench.status("account")?.reason
                == "was not ready within 10 s and was killed by signal 9 (SIGKILL)")
    }

    @Test func `a program that cannot be launched counts as a crash`() {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account")], applied: []))
        bench.at(1, .launchFailed(bench.launch("account", 1), reason: "no such file"))
        bench.at(2, .launchFailed(bench.launch("account", 2), reason: "no such file"))
        #expect(bench.status("account")?.state == .starting)
        #expect(bench.status("account")?.reason == "could not be launched: no such file")
        bench.pass(to: 202)
        #expect(bench.lines.last == "202 launch account#3")
    }

    @Test func `news of an earlier launch change nothing`() {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account")], applied: []))
        bench.launched(0, "account", 1)
        bench.exited(1, "account", 1, .exited(1))
        bench.launched(2, "account", 2)
        let before = bench.rules
        bench.exited(2, "account", 1, .exited(1))
        bench.at(2, .probeFailed(bench.launch("account", 1), reason: "gone"))
        bench.at(2, .readyLineSeen(bench.launch("account", 1), bench.readyLine("account", 1)))
        #expect(bench.rules == before)
    }
}
