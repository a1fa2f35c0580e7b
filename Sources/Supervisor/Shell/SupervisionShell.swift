import Glibc
import Logging
import LongPoll
import ServiceLifecycle
import Wire

/// Carries out what ``Supervision`` decides and tells it what came of it: the only owner of the
/// processes. An actor because it owns them; every event is handled without suspending.
actor SupervisionShell: Service {
    private enum Job: Sendable {
        case launch(LaunchID, ComponentSpecification)
        case probe(LaunchID, http: Int)
        case wake(at: Duration)
        case shutDown(ShutdownManner)
    }

    /// What the shell works with; all of it can be replaced in tests.
    struct Tools: Sendable {
        var timekeeper: Timekeeper
        var instances: @Sendable () -> String
        var launcher: ComponentLauncher
        var probe: HealthProbe
        var memory = ProcessMemory()
        var logs: LogStore
        var logger: Logger
    }

    private let tools: Tools
    private let plan: @Sendable () async -> PlanResult
    private var supervision: Supervision
    private var handles: [LaunchID: ProcessHandle] = [:]
    /// Bounded by the rules: one launch and one probe a component, few wake-ups.
    private let jobs: AsyncStream<Job>
    private let queue: AsyncStream<Job>.Continuation
    private var armed: Duration?
    private let signal = ChangeSignal()
    private let planTurns = Turns()
    private var memory: [Phase: Int] = [:]
    private var memoryReadAt: Duration?
    private var lastNotice = 0

    init(
        timings: SupervisionTimings, tools: Tools, plan: @escaping @Sendable () async -> PlanResult
    ) {
        self.tools = tools
        self.plan = plan
        self.supervision = Supervision(timings: timings)
        (self.jobs, self.queue) = AsyncStream.makeStream()
    }

    /// Plans, launches, and supervises until a shutdown has ended the last process.
    ///
    /// Graceful shutdown is an orderly one. When the task is cancelled the processes are ended by
    /// the launcher's teardown instead.
    func run() async {
        let queue = queue
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                await replan()
                for await job in jobs { group.addTask { await self.carryOut(job) } }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            queue.yield(.shutDown(.orderly))
        }
        signal.close()
    }

    /// Ends everything; returns at once.
    func shutDown(_ manner: ShutdownManner) {
        handle(.shutdownAsked(manner))
    }

    /// Asks the files again and follows them; one question at a time.
    @discardableResult
    func replan() async -> PlanResult {
        await planTurns.take()
        let result = await plan()
        switch result {
        case .plan(let specifications, let applied):
            handle(.planArrived(specifications, applied: applied))
        case .refused(let problems):
            handle(.planRefused(problems))
        }
        planTurns.pass()
        return result
    }

    /// Follows a person's request, or says why not.
    func perform(
        _ action: ControlAction, on id: ComponentID
    ) throws(ControlRefusal) -> ComponentStatus {
        if let reply = supervision.refusal(of: action, on: id) { throw ControlRefusal(reply) }
        handle(.asked(action, id))
        guard let status = current().components.first(where: { $0.name == id }) else {
            throw ControlRefusal(
                ErrorReply(code: "unknown_component", message: "\(id) has just been removed"))
        }
        return status
    }

    /// All that is known now; waits for news first when the asker knows the newest revision.
    func snapshot(after revision: Int?, wait: Duration) async -> SupervisorSnapshot {
        if revision == supervision.revision {
            await signal.wait(
                past: supervision.revision, atMost: wait, sleep: tools.timekeeper.sleep)
        }
        return current()
    }

    /// The names of all processes, in start order.
    var names: [ComponentID] { supervision.names }

    private func current() -> SupervisorSnapshot {
        let moment = tools.timekeeper.now()
        var snapshot = supervision.snapshot(at: moment)
        refreshMemory(of: snapshot.components.compactMap(Phase.init), at: moment.elapsed)
        for index in snapshot.components.indices {
            guard let phase = Phase(snapshot.components[index]) else { continue }
            snapshot.components[index].residentBytes = memory[phase] ?? 0
        }
        return snapshot
    }

    /// At most once a second, and only because somebody asks; a process that is new, or has just
    /// become ready and holds much more than before, is read at once.
    private func refreshMemory(of phases: [Phase], at now: Duration) {
        if let memoryReadAt, now - memoryReadAt < .seconds(1),
            phases.allSatisfy({ memory[$0] != nil })
        {
            return
        }
        memoryReadAt = now
        memory = Dictionary(phases.map { ($0, tools.memory.residentBytes(of: $0.pid)) }) { $1 }
    }

    /// A process in one of its states.
    private struct Phase: Hashable {
        let pid: Int32
        let state: ComponentStatus.State

        init?(_ status: ComponentStatus) {
            guard let pid = status.pid else { return nil }
            (self.pid, state) = (pid, status.state)
        }
    }

    private func handle(_ event: SupervisionEvent) {
        let actions = supervision.handle(event, at: tools.timekeeper.now())
        for action in actions { begin(action) }
        arm()
        report()
        signal.advance(to: supervision.revision)
    }

    private func begin(_ action: SupervisionAction) {
        switch action {
        case .launch(let launch, let specification): queue.yield(.launch(launch, specification))
        case .probe(let launch, let port): queue.yield(.probe(launch, http: port))
        case .terminate(let launch): handles[launch]?.send(SIGTERM)
        case .kill(let launch): handles[launch]?.send(SIGKILL)
        case .pause(let launch): handles[launch]?.send(SIGSTOP)
        case .resume(let launch): handles[launch]?.send(SIGCONT)
        case .finish: queue.finish()
        }
    }

    /// Sees to it that somebody wakes at the next deadline. An earlier waker arms the next itself.
    private func arm() {
        guard let deadline = supervision.nextDeadline else { return }
        if let armed, armed <= deadline { return }
        armed = deadline
        queue.yield(.wake(at: deadline))
    }

    private func report() {
        let notices = supervision.notices.filter { $0.sequence > lastNotice }
        lastNotice = notices.last?.sequence ?? lastNotice
        for notice in notices {
            tools.logger.info(
                "\(notice.kind.rawValue)",
                metadata: [
                    "component": "\(notice.component?.description ?? "-")",
                    "text": "\(notice.text)",
                ])
        }
    }

    private func carryOut(_ job: Job) async {
        switch job {
        case .launch(let launch, let specification): await run(launch, specification)
        case .probe(let launch, let port):
            let answer = await tools.probe.ask(launch, http: port)
            handle(answer)
        case .shutDown(let manner): handle(.shutdownAsked(manner))
        case .wake(let deadline):
            let left = deadline - tools.timekeeper.now().elapsed
            if left > .zero { try? await tools.timekeeper.sleep(left) }
            guard !Task.isCancelled else { return }
            if armed == deadline { armed = nil }
            handle(.timePassed)
        }
    }

    private func run(_ launch: LaunchID, _ specification: ComponentSpecification) async {
        let instance = tools.instances()
        let outcome = await tools.launcher.run(specification, instance: instance) {
            await self.launched(launch, $0, pid: $1, instance: instance)
        } read: { lines, stream in
            await self.tools.logs.append(lines, from: launch.component)
            guard stream == .output else { return }
            for line in lines.compactMap(ReadyLine.init(parsing:)) {
                await self.handle(.readyLineSeen(launch, line))
            }
        }
        handles[launch] = nil
        switch outcome {
        case .ended(let end, let lastLine):
            handle(.processExited(launch, end, lastLine: lastLine))
        case .notLaunched(let reason): handle(.launchFailed(launch, reason: reason))
        }
    }

    private func launched(
        _ launch: LaunchID, _ handle: ProcessHandle, pid: Int32, instance: String
    ) {
        handles[launch] = handle
        self.handle(.processLaunched(launch, pid: pid, instance: instance))
    }
}
