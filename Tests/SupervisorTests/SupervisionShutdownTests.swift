import Supervisor
import Testing
import Wire

@Suite struct SupervisionShutdownTests {
    func ready() -> RulesBench {
        var bench = RulesBench()
        bench.at(
            0,
            .planArrived(
                [
                    .named("registry", order: 0), .named("bookstore", order: 1),
                    .named("account", order: 2), .named("account-2", order: 2),
                ], applied: []))
        for (index, name) in ["registry", "bookstore", "account", "account-2"].enumerated() {
            bench.becameReady(0, name, index + 1)
        }
        bench.lines = []
        return bench
    }

    @Test func `processes stop in reverse start order, each after the ones above it`() {
        var bench = ready()
        bench.at(0, .shutdownAsked(.orderly))
        bench.exited(10, "account-2", 4, .exited(0))
        bench.exited(20, "account", 3, .exited(0))
        bench.exited(30, "bookstore", 2, .exited(0))
        bench.exited(40, "registry", 1, .exited(0))
        bench.pass(to: 10_000)
        #expect(
            bench.lines == [
                "0 terminate account-2#4", "0 terminate account#3", "20 terminate bookstore#2",
                "30 terminate registry#1", "40 finish",
            ])
        #expect(bench.snapshot.components.allSatisfy { $0.state == .stopped })
    }

    @Test func `whoever does not stop delays the others little and is killed within two seconds`() {
        var bench = ready()
        bench.at(0, .shutdownAsked(.orderly))
        bench.pass(to: 10_000)
        #expect(
            bench.lines == [
                "0 terminate account-2#4", "0 terminate account#3", "400 terminate bookstore#2",
                "800 terminate registry#1", "1200 kill account#3", "1200 kill account-2#4",
                "1600 kill bookstore#2", "1700 kill registry#1",
            ])
    }

    @Test func `a swift shutdown asks all at once and kills within a second`() {
        var bench = ready()
        bench.at(0, .shutdownAsked(.swift))
        bench.pass(to: 10_000)
        #expect(
            bench.lines == [
                "0 terminate account-2#4", "0 terminate account#3", "0 terminate bookstore#2",
                "0 terminate registry#1", "600 kill registry#1", "600 kill bookstore#2",
                "600 kill account#3", "600 kill account-2#4",
            ])
    }

    @Test func `an orderly shutdown can become a swift one`() {
        var bench = ready()
        bench.at(0, .shutdownAsked(.orderly))
        bench.at(100, .shutdownAsked(.swift))
        bench.at(150, .shutdownAsked(.orderly))
        bench.pass(to: 10_000)
        #expect(
            bench.lines == [
                "0 terminate account-2#4", "0 terminate account#3", "100 terminate bookstore#2",
                "100 terminate registry#1", "700 kill registry#1", "700 kill bookstore#2",
                "700 kill account#3", "700 kill account-2#4",
            ])
    }

    @Test func `nothing is launched after the end was asked for`() {
        var bench = ready()
        bench.at(0, .asked(.restart, ComponentID("account")))
        bench.at(1, .shutdownAsked(.swift))
        bench.exited(2, "account", 3, .exited(0))
        bench.at(3, .planArrived([.named("new")], applied: ["home.yaml"]))
        bench.at(4, .asked(.start, ComponentID("account")))
        #expect(!bench.lines.contains { $0.contains("launch") })
    }

    @Test func `without processes the end comes at once, and once`() {
        var bench = RulesBench()
        bench.at(0, .shutdownAsked(.orderly))
        bench.at(1, .shutdownAsked(.swift))
        bench.at(2, .timePassed)
        #expect(bench.lines == ["0 finish"])
        #expect(bench.rules.nextDeadline == nil)
    }
}
