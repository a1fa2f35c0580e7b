import Foundation
import Testing
import Wire

@Suite struct CauseTests {
    @Test(arguments: [
        (
            Cause(.exited, "3").and(.said, "port 8080 is taken").and(.startsLater, "2"),
            "exited with status 3: port 8080 is taken; starts again in 2 s",
            "以状态码 3 退出：port 8080 is taken；2 秒后重新启动"
        ),
        (
            Cause(.late, "5").and(.signalled, "9", "SIGKILL"),
            "was not ready within 5 s and was killed by signal 9 (SIGKILL)",
            "5 秒内没有就绪，被信号 9（SIGKILL）结束"
        ),
        (
            Cause(.givenUp, "5", "60").and(.notLaunched).and(.said, "no such file"),
            "given up after 5 crashes in 60 s; the last one could not be launched: no such file",
            "60 秒内崩溃 5 次，不再重启；最近一次无法启动：no such file"
        ),
        (
            Cause(.killedAsAsked).and(.signalled, "9", "SIGKILL").and(.startsAgain),
            "killed as asked: killed by signal 9 (SIGKILL); starts again",
            "按要求杀掉：被信号 9（SIGKILL）结束；正在重新启动"
        ),
        (
            Cause(.fileRefused, "bookstore.yaml:9:14", "unknown_key: no such key", "没有这个键"),
            "bookstore.yaml:9:14: unknown_key: no such key", "bookstore.yaml:9:14：没有这个键"
        ),
    ])
    func `a cause is said in both languages`(cause: Cause, english: String, chinese: String) {
        #expect(cause.text(in: .english) == english)
        #expect(cause.text(in: .chinese) == chinese)
    }

    @Test func `every code has words of its own in each language`() {
        for code in Cause.Code.allCases where ![.said, .fileApplied, .other].contains(code) {
            let cause = Cause(code, "12", "34", "56")
            #expect(cause.text(in: .english) != cause.text(in: .chinese), "\(code)")
        }
    }

    @Test func `a code of a later version keeps its particulars`() throws {
        let json = #"{"clauses":[{"code":"eclipse","values":["of","the sun"]}]}"#
        let cause = try JSONDecoder().decode(Cause.self, from: Data(json.utf8))
        #expect(cause == Cause(.other, "of", "the sun"))
        #expect(cause.text(in: .chinese) == "of the sun")
    }

    @Test func `a status without a cause has its reason in English only`() throws {
        let old =
            #"{"name":"account","state":"failed","uptimeSeconds":0,"restarts":5,"#
            + #""residentBytes":0,"reason":"exited with status 1"}"#
        let status = try JSONDecoder().decode(ComponentStatus.self, from: Data(old.utf8))
        #expect(status.reason(in: .chinese) == "exited with status 1")
        let cause = Cause(.exited, "1")
        let new = ComponentStatus(name: ComponentID("account"), state: .failed, cause: cause)
        #expect(new.reason == "exited with status 1")
        #expect(new.reason(in: .chinese) == "以状态码 1 退出")
    }
}
