import Supervisor
import Testing
import Wire

@Suite struct SupervisionPlanTests {
    func ready() -> RulesBench {
        var bench = RulesBench()
        bench.at(0, .planArrived([.named("account"), .named("registry")], applied: []))
        bench.becameReady(0, "account", 1)
        bench.becameReady(0, "registry", 2)
        bench.lines = []
        return bench
    }

    @Test func `only what changed is restarted`() {
        var bench = ready()
        bench.at(
            10,
            .planArrived(
                [.named("account", argument: "new"), .named("registry", order: 7)],
                applied: ["account.yaml"]))
        bench.exited(20, "account", 1, .exited(0))
        #expect(bench.lines == ["10 terminate account#1", "20 launch account#3"])
        #expect(bench.notices.contains("fileApplied -: account.yaml"))
    }

    @Test func `what is no longer planned is stopped and forgotten`() {
        var bench = ready()
        bench.at(10, .planArrived([.named("registry")], applied: []))
        #expect(bench.status("account")?.state == .stopping)
        bench.exited(20, "account", 1, .exited(0))
        #expect(bench.lines == ["10 terminate account#1"])
        #expect(bench.status("account") == nil)
    }

    @Test func `what is planned again while it stops comes back`() {
        var bench = ready()
        bench.at(10, .planArrived([.named("registry")], applied: []))
        bench.at(15, .planArrived([.named("registry"), .named("account")], applied: []))
        bench.exited(20, "account", 1, .exited(0))
        #expect(bench.lines == ["10 terminate account#1", "20 launch account#3"])
    }

    @Test func `what is no longer wanted is stopped but stays known`() {
        var bench = ready()
        let resting = ComponentSpecification.named("account", wanted: false)
        bench.at(10, .planArrived([resting, .named("registry")], applied: []))
        bench.exited(20, "account", 1, .exited(0))
        #expect(bench.status("account")?.state == .stopped)
        bench.at(30, .planArrived([.named("account"), .named("registry")], applied: []))
        #expect(bench.lines == ["10 terminate account#1", "30 launch account#3"])
    }

    @Test func `what is not wanted says why while it rests, and until somebody starts it`() {
        var bench = ready()
        let why = Cause(.notAsked, "account.yaml", "bolt")
        var resting = ComponentSpecification.named("account", wanted: false)
        resting.whyNotWanted = why
        bench.at(10, .planArrived([resting, .named("registry")], applied: []))
        #expect(bench.status("account")?.cause == nil)
        bench.exited(20, "account", 1, .exited(0))
        #expect(bench.status("account")?.cause == why)
        bench.at(30, .asked(.start, ComponentID("account")))
        #expect(bench.status("account")?.cause == nil)
        bench.at(
            40, .planArrived([.named("account"), .named("registry")], applied: ["account.yaml"]))
        #expect(bench.status("account")?.cause == nil)
    }

    @Test func `a changed file restarts what was given up and leaves what a person stopped`() {
        var bench = ready()
        bench.at(1, .asked(.stop, ComponentID("registry")))
        bench.exited(2, "registry", 2, .exited(0))
        for number in [1] + Array(3...11) {
            bench.launched(number * 10, "account", number)
            bench.exited(number * 5_100, "account", number, .exited(1))
        }
        #expect(bench.status("account")?.state == .failed)
        bench.lines = []
        bench.at(
            90_000,
            .planArrived(
                [.named("account", argument: "mended"), .named("registry", argument: "new")],
                applied: []))
        #expect(bench.lines == ["90000 launch account#12"])
        #expect(bench.status("registry")?.state == .stopped)
    }

    @Test func `a refused file changes nothing and is told with its place`() {
        var bench = ready()
        let before = bench.snapshot.components
        bench.at(
            10,
            .planRefused([
                FileProblemText(
                    file: "bookstore.yaml", line: 3, column: 7, message: "port is no number"),
                FileProblemText(file: "account.yaml", message: "is missing"),
            ]))
        #expect(bench.lines.isEmpty)
        #expect(bench.snapshot.components.map(\.state) == before.map(\.state))
        #expect(
            bench.notices.suffix(2) == [
                "fileRefused -: bookstore.yaml:3:7: port is no number",
                "fileRefused -: account.yaml: is missing",
            ])
    }

    @Test func `at most fifty notices are kept, the newest`() {
        var bench = RulesBench()
        for number in 1...70 {
            bench.at(
                number, .planRefused([FileProblemText(file: "\(number)", message: "wrong")]))
        }
        #expect(bench.snapshot.notices.map(\.sequence) == Array(21...70))
    }

    @Test func `a plan beyond the limit is cut, with a notice`() {
        var bench = RulesBench()
        let many = (1...70).map { ComponentSpecification.named("account-\($0 + 1)") }
        bench.at(0, .planArrived(many, applied: []))
        #expect(bench.snapshot.components.count == Supervision.componentLimit)
        #expect(
            bench.notices == [
                "other -: the plan names 70 processes; only the first 64 are supervised"
            ])
    }
}
