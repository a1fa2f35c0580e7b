import Supervisor
import TestSupport
import Testing
import Wire

@Suite struct PlanFollowingTests {
    @Test func `a saved file is applied within a second`() async throws {
        try await withSupervisor("saved") { folder in
            try folder.write("a", to: "home.yaml")
            return [try ChildScript.specification("account", in: folder)]
        } _: { supervisor in
            let before = try await supervisor.ready("account")
            supervisor.plan.current = .plan(
                [
                    try ChildScript.specification(
                        "account", in: supervisor.folder, environment: ["DIGEST": "b"])
                ], applied: ["home.yaml"])
            let began = ContinuousClock().now
            try supervisor.folder.write("b", to: "home.yaml")
            _ = try await supervisor.wait(for: "account", "being restarted") {
                $0.pid != before.pid
            }
            #expect(ContinuousClock().now - began < .seconds(1))
            let notices = try await supervisor.client.snapshot().notices
            #expect(notices.contains { $0.kind == .fileApplied && $0.text == "home.yaml" })
        }
    }

    @Test func `a refused file changes nothing and is told with its place`() async throws {
        try await withSupervisor("refused") { folder in
            [try ChildScript.specification("account", in: folder)]
        } _: { supervisor in
            let before = try await supervisor.ready("account")
            supervisor.plan.current = .refused([
                FileProblemText(
                    file: "home.yaml", line: 2, column: 5, message: "port is no number",
                    chinese: "port 不是数字")
            ])
            try supervisor.folder.write("wrong", to: "home.yaml")
            let notice = try await eventually("the notice") {
                try await supervisor.client.snapshot().notices.first { $0.kind == .fileRefused }
            }
            #expect(notice.text == "home.yaml:2:5: port is no number")
            #expect(notice.text(in: .chinese) == "home.yaml:2:5：port 不是数字")
            let after = try await supervisor.ready("account")
            #expect(after.pid == before.pid)
            await #expect(
                throws: ControlError.refused(
                    .init(
                        code: "file_refused", message: "home.yaml:2:5: port is no number",
                        details: ["chinese": "home.yaml:2:5：port 不是数字"]))
            ) { _ = try await supervisor.client.reload() }
        }
    }

    @Test func `reload follows the plan at once and names what changed`() async throws {
        try await withSupervisor("reload") { _ in
            []
        } _: { supervisor in
            supervisor.plan.current = .plan(
                [try ChildScript.specification("account", in: supervisor.folder)],
                applied: ["home.yaml"])
            #expect(try await supervisor.client.reload() == ["home.yaml"])
            _ = try await supervisor.ready("account")
            supervisor.plan.current = .plan([], applied: ["home.yaml"])
            #expect(try await supervisor.client.reload() == ["home.yaml"])
            _ = try await eventually("no component") {
                try await supervisor.client.snapshot().components.isEmpty ? true : nil
            }
        }
    }

    @Test func `a plan refused at the start leaves a supervisor that waits for better files`()
        async throws
    {
        try await withSupervisor("bad-start", first: .refused([.init(file: "f", message: "bad")])) {
            _ in
            []
        } _: { supervisor in
            let snapshot = try await supervisor.client.snapshot()
            #expect(snapshot.components.isEmpty)
            #expect(snapshot.notices.map(\.kind) == [.fileRefused])
        }
    }
}
