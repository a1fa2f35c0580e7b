import Foundation
import HTTPClient
import Logging
import TestSupport
import Testing
import Wire

@testable import Supervisor

@Suite struct ControlTests {
    let account = ComponentID("account")

    @Test func `an unknown component is refused with the known names`() async throws {
        try await withSupervisor("unknown") { folder in
            try ["registry", "account"].map { try ChildScript.specification($0, in: folder) }
        } _: { supervisor in
            let message = "there is no component \"acount\"; there are: account, registry"
            let refusal = ControlError.refused(
                .init(
                    code: "unknown_component", message: message,
                    details: ["known": "account, registry"]))
            await #expect(throws: refusal) {
                _ = try await supervisor.client.perform(.start, on: ComponentID("acount"))
            }
            await #expect(throws: refusal) {
                _ = try await supervisor.client.logs(of: ComponentID("acount"))
            }
        }
    }

    @Test(arguments: [
        ("POST", "/components/account/dance", 404, "unknown_action"),
        ("GET", "/snapshot?wait=-1", 400, "bad_request"),
        ("GET", "/snapshot?after=soon", 400, "bad_request"),
        ("GET", "/logs?limit=0", 400, "bad_request"),
        ("GET", "/logs?limit=100000", 400, "bad_request"),
        ("GET", "/logs?component=%00", 404, "unknown_component"),
        ("POST", "/components/..%2F..%2Fetc/start", 404, "unknown_component"),
    ])
    func `a request that makes no sense is refused`(
        method: String, path: String, status: Int, code: String
    ) async throws {
        try await withSupervisor("nonsense") { folder in
            [try ChildScript.specification("account", in: folder, wanted: false)]
        } _: { supervisor in
            let response = try await HTTPClient().send(
                .init(method, path), to: .unix(path: supervisor.runtimeFolder + "/control.sock"),
                deadline: .seconds(5))
            #expect(response.status == status)
            let reply = try JSONDecoder().decode(ErrorReply.self, from: Data(response.body))
            #expect(reply.error.code == code)
        }
    }

    @Test func `a supervisor that was killed leaves its socket, and nobody waits for its end`()
        async throws
    {
        try await withScratchFolder("left") { folder in
            let path = folder.file("control.sock")
            try StaleSocket.leave(at: path)
            try folder.write("4711\n", to: "lock")
            #expect(ControlClient(socketPath: path).hasEnded)
            let lock = try InstanceLock(folder.file("lock"))
            #expect(!ControlClient(socketPath: path).hasEnded)
            withExtendedLifetime(lock) {}
        }
    }

    @Test func `what is in the place of the socket is named`() async throws {
        try await withScratchFolder("place") { folder in
            let path = try folder.write("mine", to: "r/control.sock")
            let supervisor = SupervisorProcess(
                configuration: SupervisorConfiguration(
                    home: folder.path, runtimeFolder: folder.file("r"),
                    logsFolder: folder.file("logs"), watchedFiles: [], version: "test",
                    handlesSignals: false),
                plan: { .plan([], applied: []) }, instances: { "1" }, logger: Logger(label: "test"))
            await #expect(
                throws: SupervisorFailure.unusableFolder(
                    path, reason: "it is in the place of the control socket; remove it")
            ) {
                try await supervisor.run()
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        }
    }

    @Test func `a home is supervised once, whatever the runtime folder is`() async throws {
        try await withScratchFolder("elsewhere") { folder in
            let lock = try InstanceLock(folder.file("home-lock"))
            let supervisor = SupervisorProcess(
                configuration: SupervisorConfiguration(
                    home: folder.path, runtimeFolder: folder.file("r"),
                    homeLock: folder.file("home-lock"), logsFolder: folder.file("logs"),
                    watchedFiles: [], version: "test", handlesSignals: false),
                plan: { .plan([], applied: []) }, instances: { "1" }, logger: Logger(label: "test"))
            await #expect(throws: SupervisorFailure.supervisedElsewhere(pid: getpid())) {
                try await supervisor.run()
            }
            withExtendedLifetime(lock) {}
        }
    }

    @Test func `the socket and its folder are closed to others, and gone afterwards`() async throws
    {
        let paths = PathBox()
        try await withSupervisor("closed") { _ in
            []
        } _: { supervisor in
            let info = try await supervisor.client.info()
            #expect(info.pid == getpid())
            #expect(info.home == supervisor.folder.path)
            #expect(info.version == "test")
            paths.path = info.socket
            #expect(try permissions(of: info.socket) == 0o600)
            #expect(try permissions(of: supervisor.runtimeFolder) == 0o700)
        }
        #expect(!FileManager.default.fileExists(atPath: paths.path))
        await #expect(throws: ControlError.notRunning) {
            _ = try await ControlClient(socketPath: paths.path).info()
        }
    }

    @Test func `a second supervisor of the same home is refused with the first one's pid`()
        async throws
    {
        try await withSupervisor("twice") { _ in
            []
        } _: { supervisor in
            await #expect(throws: SupervisorFailure.alreadyRunning(pid: getpid())) {
                try await supervisor.another().run()
            }
            let info = try await supervisor.client.info()
            #expect(info.pid == getpid())
        }
    }

    @Test func `a socket left behind by a killed supervisor is replaced`() async throws {
        try await withSupervisor("stale") { folder in
            try folder.write("left behind", to: "run/lock")
            try StaleSocket.leave(at: folder.file("run/control.sock"))
            return []
        } _: { supervisor in
            let info = try await supervisor.client.info()
            #expect(info.pid == getpid())
        }
    }

    @Test func `a long poll is answered by the next change and not before`() async throws {
        try await withSupervisor("long-poll") { folder in
            [try ChildScript.specification("account", in: folder)]
        } _: { supervisor in
            _ = try await supervisor.ready("account")
            let known = try await supervisor.client.snapshot()
            let quiet = try await supervisor.client.snapshot(
                after: known.revision, wait: .milliseconds(50))
            #expect(quiet.revision == known.revision)
            async let next = supervisor.client.snapshot(after: known.revision, wait: .seconds(20))
            _ = try await supervisor.client.perform(.stop, on: account)
            #expect(try await next.revision > known.revision)
            let elsewhere = try await supervisor.client.snapshot(after: 9_999, wait: .seconds(20))
            #expect(elsewhere.revision < 9_999)
        }
    }

    @Test func `logs are cleaned and waited for`() async throws {
        try await withSupervisor("logs") { folder in
            [
                try ChildScript.specification("account", in: folder),
                try ChildScript.specification("registry", in: folder, wanted: false),
            ]
        } _: { supervisor in
            _ = try await supervisor.ready("account")
            // Both outputs together; which of them is read first is not said.
            let page = try await eventually("two lines") {
                let page = try await supervisor.client.logs(of: account, after: -1, limit: 9)
                return page.next == 2 ? page : nil
            }
            let texts = page.lines.map(\.text)
            #expect(texts.contains("\u{FFFD}[31mhello\u{FFFD}[0m from account"))
            #expect(texts.contains { $0.hasPrefix("READY name=account pid=") })
            #expect(try await supervisor.client.logs(of: ComponentID("registry")).lines == [])
            async let next = supervisor.client.logs(after: page.next, limit: 1, wait: .seconds(20))
            _ = try await supervisor.client.perform(.kill, on: account)
            #expect(try await next.lines.map(\.sequence) == [3])
        }
    }

    @Test func `of many lines the newest are kept and the others counted`() async throws {
        try await withSupervisor("many-lines") { folder in
            [try ChildScript.specification("account", in: folder, manners: ["lines=3000"])]
        } _: { supervisor in
            let newest = try await eventually("3002 lines") {
                let page = try await supervisor.client.logs(of: account, after: -1, limit: 2_000)
                return page.next == 3_002 ? page : nil
            }
            #expect(newest.lines.count == 2_000)
            #expect(newest.lines.contains { $0.text == "line 2999" })
            let oldest = try await supervisor.client.logs(of: account, after: 0, limit: 1)
            #expect(oldest.dropped == 1_002)
            #expect(oldest.lines.first == newest.lines.first)
        }
    }

    private func permissions(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
