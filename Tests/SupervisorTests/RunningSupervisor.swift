import Foundation
import Logging
import Supervisor
import Synchronization
import TestSupport
import Wire

/// A supervisor in the test's own process, over a plan that the test can change.
struct RunningSupervisor: Sendable {
    let folder: ScratchFolder
    let timings: SupervisionTimings
    let client: ControlClient
    let plan: PlanBox
    private let cancelled: AsyncStream<Void>
    private let cancellation: AsyncStream<Void>.Continuation

    init(
        folder: ScratchFolder, timings: SupervisionTimings, client: ControlClient, plan: PlanBox
    ) {
        self.folder = folder
        self.timings = timings
        self.client = client
        self.plan = plan
        (self.cancelled, self.cancellation) = AsyncStream.makeStream()
    }

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

    /// Another supervisor of the same home, not running.
    func another() -> SupervisorProcess {
        let ids = Mutex(0)
        let configuration = SupervisorConfiguration(
            home: folder.path, runtimeFolder: runtimeFolder, logsFolder: folder.file("logs"),
            watchedFiles: [folder.file("home.yaml")], version: "test", handlesSignals: false,
            timings: timings)
        return SupervisorProcess(
            configuration: configuration, plan: { plan.current },
            instances: {
                ids.withLock { last in
                    last += 1
                    return "instance-\(last)"
                }
            },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Ends the supervisor as the end of its task would.
    func cancel() {
        cancellation.finish()
    }

    fileprivate func superviseUntilCancelled() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await another().run()
                return true
            }
            group.addTask {
                for await _ in cancelled {}
                return false
            }
            let ended = try await group.next() ?? true
            group.cancelAll()
            try await group.waitForAll()
            if !ended { throw CancellationError() }
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
///
/// - Parameter first: the first plan's result, when it is not a plan of the given specifications.
func withSupervisor(
    _ name: String, timings: SupervisionTimings = SupervisionTimings(), first: PlanResult? = nil,
    plan: (ScratchFolder) throws -> [ComponentSpecification],
    _ body: @escaping @Sendable (RunningSupervisor) async throws -> Void
) async throws {
    let folder = try ScratchFolder(name)
    defer { folder.remove() }
    let planned = try plan(folder)
    let running = RunningSupervisor(
        folder: folder, timings: timings,
        client: ControlClient(
            socketPath: SupervisorConfiguration.socketPath(in: folder.file("run"))),
        plan: PlanBox(first ?? .plan(planned, applied: [])))
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await running.superviseUntilCancelled() }
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
