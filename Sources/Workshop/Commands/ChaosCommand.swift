import ArgumentParser
import Faults
import Foundation
import Supervisor
import Wire
import WorkshopUI

/// Breaks components on purpose: at once, or when they pass a named point.
struct ChaosCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chaos", abstract: "Break components on purpose, at once or at a named point.",
        discussion: """
            A point is written COMPONENT:POINT, for instance account:committed-before-reply; \
            workshop chaos points lists them; of a point, as much as no other begins with is \
            enough. What is armed strikes once, at the next pass, \
            unless --after and --times say otherwise.
            """,
        subcommands: [
            ChaosKillCommand.self, ChaosPauseCommand.self, ChaosResumeCommand.self,
            ChaosSlowCommand.self, ChaosDropCommand.self, ChaosDuplicateCommand.self,
            ChaosFullCommand.self, ChaosMeddleCommand.self, ChaosHealCommand.self,
            ChaosPointsCommand.self,
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
    @Option(help: "How much longer, 1 to 600000.") var milliseconds = 7_000
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
        commandName: "duplicate", abstract: "Do or say it twice at a point.", aliases: ["dup"])
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
            guard component.pid != nil else { continue }
            try await bench.perform(.resume, on: "\(component.name)")
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
