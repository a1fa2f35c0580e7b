import Foundation
import Logging
import Supervisor
import Synchronization
import TestSupport
import Wire

/// A supervisor in the test's own process, over a plan that the test can change.
struct RunningSupervisor: Sendable {
    let folder: ScratchFolder
    let client: ControlClient
    let plan: PlanBox

    var runtimeFolder: String { folder.file("run") }

    /// Waits until a condition holds for a component.
    func wait(
        for id: String, _ what: String, _ condition: @escaping @Sendable (ComponentStatus) -> Bool
    ) async throws -> ComponentStatus {
        try await eventually("\(id) \(what)") {
            try await client.snapshot().components.first {
                $0.name.description == id && condition($0)
            }
        }
    }

    /// Waits until a component is ready.
    func ready(_ id: String) async throws -> ComponentStatus {
        try await wait(for: id, "being ready") { $0.state == .ready }
    }
}

/// What the plan closure answers; the test changes it.
final class PlanBox: Sendable {
    private let result: Mutex<PlanResult>

    init(_ result: PlanResult) {
        self.result = Mutex(result)
    }

    var current: PlanResult {
        get { result.withLock { $0 } }
        set { result.withLock { $0 = newValue } }
    }
}

/// Runs a body beside a supervisor, which has ended when this returns.
func withSupervisor(
    _ name: String,
    plan: (ScratchFolder) throws -> [ComponentSpecification],
    _ body: @escaping @Sendable (RunningSupervisor) async throws -> Void
) async throws {
    let folder = try ScratchFolder(name)
    defer { folder.remove() }
    let box = PlanBox(.plan(try plan(folder), applied: []))
    let ids = Mutex(0)
    let configuration = SupervisorConfiguration(
        home: folder.path, runtimeFolder: folder.file("run"), logsFolder: folder.file("logs"),
        watchedFiles: [folder.file("home.yaml")], version: "test", handlesSignals: false)
    let supervisor = SupervisorProcess(
        configuration: configuration, plan: { box.current },
        instances: {
            ids.withLock { last in
                last += 1
                return "instance-\(last)"
            }
        },
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let running = RunningSupervisor(
        folder: folder,
        client: ControlClient(
            socketPath: SupervisorConfiguration.socketPath(in: folder.file("run"))),
        plan: box)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await supervisor.run() }
        _ = try await running.client.waitUntilServing(within: .seconds(10))
        do {
            try await withDeadline(name) { try await body(running) }
        } catch {
            try? await running.client.down()
            throw error
        }
        do { try await running.client.down() } catch ControlError.notRunning {}
        try await group.waitForAll()
    }
}

/// Whether a process exists and is no zombie: `kill(pid, 0)` also finds those not yet reaped.
func lives(_ pid: Int32) -> Bool {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
        let end = text.lastIndex(of: ")")
    else { return false }
    let state = text[text.index(end, offsetBy: 2)...].first
    return state != "Z" && state != "X"
}
