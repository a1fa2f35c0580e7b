import ArgumentParser
import Faults
import Foundation
import HTTPClient
import Supervisor
import Wire
import WorkshopUI

/// Breaks components on purpose: at once, or when they pass a named point.
struct ChaosCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chaos", abstract: "Break components on purpose, at once or at a named point.",
        discussion: """
            A point is written COMPONENT:POINT, for instance account:committed-before-reply; \
            workshop chaos points lists them. What is armed strikes once, at the next pass, \
            unless --after and --times say otherwise.
            """,
        subcommands: [
            ChaosKillCommand.self, ChaosPauseCommand.self, ChaosResumeCommand.self,
            ChaosSlowCommand.self, ChaosDropCommand.self, ChaosDuplicateCommand.self,
            ChaosFullCommand.self, ChaosHealCommand.self, ChaosPointsCommand.self,
        ])
}

/// How often an armed fault lets its point be passed, and strikes.
struct ChaosCounts: ParsableArguments {
    @Option(help: "So often the point is passed unharmed before.") var after = 0
    @Option(help: "So often it strikes.") var times = 1
}

/// A fault for a component, or for a point of it.
protocol ChaosStrike: SessionCommand {
    var target: String { get }
    var counts: ChaosCounts { get }
    /// As the component reads it.
    var fault: Fault { get throws(Failure) }
    /// What the supervisor does when no point is named; nil when one has to be.
    var atOnce: ControlAction? { get }
}

extension ChaosStrike {
    var atOnce: ControlAction? { nil }

    func run(in session: Session) async throws {
        let fault = try fault
        let target = try ChaosTarget(target)
        let bench = ChaosBench(session: session)
        guard let point = target.point else {
            guard let atOnce else {
                throw Failure(
                    .usage, "needs_point",
                    english:
                        "this needs a point, COMPONENT:POINT; workshop chaos points lists them",
                    chinese: "这里需要写出位置（组件:位置）；workshop chaos points 会列出所有位置")
            }
            try await bench.perform(atOnce, on: target.component)
            return bench.tell("\(target.component): \(fault.text)")
        }
        let armed = try await bench.arm(
            FaultOrder(
                point: point, fault: fault.text, after: counts.after, times: counts.times),
            at: target.component)
        bench.tell(armed, at: target.component)
    }
}

/// Ends a process.
struct ChaosKillCommand: ChaosStrike {
    static let configuration = CommandConfiguration(
        commandName: "kill", abstract: "Kill a component (SIGKILL), at once or at a point.")
    @Argument(help: "COMPONENT or COMPONENT:POINT.") var target: String
    @OptionGroup var counts: ChaosCounts
    @OptionGroup var options: GlobalOptions
    var fault: Fault { .kill }
    var atOnce: ControlAction? { .kill }
}

/// Stops a process.
struct ChaosPauseCommand: ChaosStrike {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Pause a component (SIGSTOP), at once or at a point.")
    @Argument(help: "COMPONENT or COMPONENT:POINT.") var target: String
    @OptionGroup var counts: ChaosCounts
    @OptionGroup var options: GlobalOptions
    var fault: Fault { .pause }
    var atOnce: ControlAction? { .pause }
}

/// Lets a stopped process go on.
struct ChaosResumeCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a paused component go on (SIGCONT).")
    @Argument(help: "COMPONENT.") var component: String
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let bench = ChaosBench(session: session)
        try await bench.perform(.resume, on: component)
        bench.tell("\(component): resume")
    }
}

/// Makes a point take longer.
struct ChaosSlowCommand: ChaosStrike {
    static let configuration = CommandConfiguration(
        commandName: "slow", abstract: "Make a point take so many milliseconds longer.")
    @Argument(help: "COMPONENT:POINT.") var target: String
    @Option(help: "How much longer, 1 to 600000.") var milliseconds = 2_000
    @OptionGroup var counts: ChaosCounts
    @OptionGroup var options: GlobalOptions

    var fault: Fault {
        get throws(Failure) {
            guard (1...Fault.slowest).contains(milliseconds) else {
                throw Failure(
                    .usage, "bad_milliseconds",
                    english: "--milliseconds is a number from 1 to \(Fault.slowest)",
                    chinese: "--milliseconds 应当是 1 到 \(Fault.slowest) 之间的整数")
            }
            return .slow(milliseconds)
        }
    }
}

/// Lets nothing be said at a point.
struct ChaosDropCommand: ChaosStrike {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Lose the answer at a point.")
    @Argument(help: "COMPONENT:POINT.") var target: String
    @OptionGroup var counts: ChaosCounts
    @OptionGroup var options: GlobalOptions
    var fault: Fault { .drop }
}

/// Has it done twice at a point.
struct ChaosDuplicateCommand: ChaosStrike {
    static let configuration = CommandConfiguration(
        commandName: "duplicate", abstract: "Do or say it twice at a point.")
    @Argument(help: "COMPONENT:POINT.") var target: String
    @OptionGroup var counts: ChaosCounts
    @OptionGroup var options: GlobalOptions
    var fault: Fault { .duplicate }
}

/// Fills the disk, as far as one process can see.
struct ChaosFullCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "full", abstract: "Let no file of a component grow, as on a full disk.")
    @Argument(help: "COMPONENT.") var component: String
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let bench = ChaosBench(session: session)
        _ = try await bench.arm(FaultOrder(point: nil, fault: FaultOrder.full), at: component)
        bench.tell("\(component): full")
    }
}

/// Takes all of it back.
struct ChaosHealCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "heal", abstract: "Disarm all points, let paused components go on, free disks."
    )
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let bench = ChaosBench(session: session)
        for component in try await bench.components() {
            guard let pid = component.pid else { continue }
            Glibc.kill(pid, SIGCONT)
            _ = try? await bench.heal("\(component.name)")
        }
        bench.tell("heal")
    }
}

/// Names the points.
struct ChaosPointsCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "points", abstract: "List the points of all components, and what is armed.")
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let bench = ChaosBench(session: session)
        let words = BreakingWords.of(session.language)
        var listings: [PointListing] = []
        for component in try await bench.components() where component.state == .ready {
            let name = "\(component.name)"
            guard let answer = try? await bench.faults(of: name) else { continue }
            listings += answer.points.map { point in
                PointListing(
                    point: "\(name):\(point)", name: point, meaning: words.sentence(point),
                    armed: answer.armed.filter { $0.point == point }.map(\.fault))
            }
        }
        if session.asJSON {
            Output.json(["points": listings])
            return
        }
        for listing in listings {
            let armed = listing.armed.isEmpty ? "" : "  ⚡ \(listing.armed.joined(separator: " "))"
            Output.line(listing.point + armed)
            Output.line("    \(words.sentence(listing.name))")
        }
    }

    private struct PointListing: Encodable {
        let point: String
        let name: String
        let meaning: String
        let armed: [String]
    }
}

/// A component, and a point of it when one is named.
struct ChaosTarget {
    let component: String
    let point: String?

    init(_ text: String) throws(Failure) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        component = String(parts.first ?? "")
        point = parts.count > 1 ? String(parts[1]) : nil
        guard ComponentID(parsing: component) != nil else {
            throw Failure(
                .usage, "unknown_component",
                english: "\"\(component)\" is no component; workshop status names them",
                chinese: "没有叫 \"\(component)\" 的组件；workshop status 会列出所有组件")
        }
    }
}

/// Reaches the components that are to be broken.
struct ChaosBench {
    let session: Session

    func components() async throws(Failure) -> [ComponentStatus] {
        try await Failure.asking { () async throws(ControlError) in
            try await session.control.snapshot()
        }.components
    }

    private func component(_ name: String) async throws(Failure) -> ComponentStatus {
        guard let found = try await components().first(where: { "\($0.name)" == name }),
            found.pid != nil
        else {
            throw Failure(
                .refused, "not_running", english: "\(name) does not run; workshop status says why",
                chinese: "\(name) 没有在运行；workshop status 会说明原因")
        }
        return found
    }

    /// Has the supervisor do something to a component.
    func perform(_ action: ControlAction, on name: String) async throws(Failure) {
        let id = ComponentID(parsing: name) ?? ComponentID(name)
        _ = try await Failure.asking { () async throws(ControlError) in
            try await session.control.perform(action, on: id)
        }
    }

    func arm(_ order: FaultOrder, at name: String) async throws(Failure) -> FaultsAnswer {
        try await ask(name) { client async throws(FaultsError) in try await client.arm(order) }
    }

    func faults(of name: String) async throws(Failure) -> FaultsAnswer {
        try await ask(name) { client async throws(FaultsError) in try await client.faults() }
    }

    func heal(_ name: String) async throws(Failure) -> FaultsAnswer {
        try await ask(name) { client async throws(FaultsError) in try await client.heal() }
    }

    private func ask(
        _ name: String,
        _ question: (FaultsClient) async throws(FaultsError) -> FaultsAnswer
    ) async throws(Failure) -> FaultsAnswer {
        let port = try await component(name).http ?? 0
        let http = session.http
        let client = FaultsClient { method, body in
            let answer = try await http.send(
                .init(method, "/faults", body: body), to: .tcp(host: "127.0.0.1", port: port),
                deadline: .seconds(5))
            return (answer.status, answer.body)
        }
        do throws(FaultsError) {
            return try await question(client)
        } catch {
            switch error {
            case .unreachable(let reason):
                throw Failure(
                    .unreachable, "component_unreachable",
                    english: "\(name) does not answer (\(reason)); is it paused?",
                    chinese: "\(name) 没有应答（\(reason)）；它是不是被暂停了？")
            case .refused(let message):
                throw Failure(.refused, "not_armed", english: message, chinese: message)
            }
        }
    }

    func tell(_ answer: FaultsAnswer, at name: String) {
        if session.asJSON {
            Output.json(answer.armed)
            return
        }
        for order in answer.armed {
            Output.line("⚡ \(name):\(order.point ?? "")  \(order.fault)")
        }
    }

    func tell(_ text: String) {
        if session.asJSON {
            Output.json(["done": text])
        } else {
            Output.line("⚡ \(text)")
        }
    }
}
