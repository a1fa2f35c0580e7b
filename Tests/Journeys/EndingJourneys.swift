import Foundation
import TestSupport
import Testing
import Wire

/// However the interface ends, and whatever it shows just then: the terminal's modes are as before,
/// no process is left, and no port is held.
///
/// `make soak` goes through every ending on every screen, many times over, each with a workshop of
/// its own; `make test` through some of them, and through all beside a running one.
@Suite(.serialized) struct EndingJourneys {
    /// How an interface is ended.
    struct Ending: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// The signal; nil when the terminal itself goes.
        let signal: Int32?
        let expected: PseudoTerminal.Ending

        init(_ name: String, _ signal: Int32?, _ expected: PseudoTerminal.Ending? = nil) {
            testDescription = name
            self.signal = signal
            self.expected = expected ?? .signaled(signal ?? 0)
        }
    }

    static let endings = [
        Ending("TERM", SIGTERM, .exited(143)), Ending("HUP", SIGHUP, .exited(129)),
        Ending("INT", SIGINT, .exited(130)), Ending("QUIT", SIGQUIT), Ending("SEGV", SIGSEGV),
        Ending("ABRT", SIGABRT), Ending("BUS", SIGBUS), Ending("FPE", SIGFPE),
        Ending("ILL", SIGILL), Ending("TRAP", SIGTRAP), Ending("KILL", SIGKILL),
        Ending("the terminal's end", nil, .exited(129)),
    ]

    /// What is on the screen at the end.
    enum Place: String, CaseIterable {
        case list, dialog, textEntry, runningCheck, system, logs, help, question, answer, projector
    }

    /// 0 but for `make soak`.
    static let rounds =
        ProcessInfo.processInfo.environment["WORKSHOP_SOAK"].flatMap { Int($0) } ?? 0

    @Test(arguments: [
        ("TERM", Place.list), ("SEGV", .textEntry), ("KILL", .runningCheck),
        ("the terminal's end", .dialog),
    ])
    func `nothing is left of a workshop of its own`(name: String, place: Place) async throws {
        let ending = try #require(Self.endings.first { $0.testDescription == name })
        try await end(ending, at: place)
    }

    @Test func `beside a running workshop every ending is clean on every screen`() async throws {
        try await Workshop.with("beside") { workshop in
            _ = try await workshop.run("up", "--detach")
            let before = Processes.running(in: workshop.home)
            for ending in Self.endings {
                // Every time from the beginning, not from where the last one ended.
                let kept = "\(workshop.home)/state/interface.json"
                try? FileManager.default.removeItem(atPath: kept)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for place in Place.allCases where place != .runningCheck {
                        group.addTask { try await endBeside(workshop, ending, at: place) }
                    }
                    try await group.waitForAll()
                }
                try? FileManager.default.removeItem(atPath: kept)
                try await endBeside(workshop, ending, at: .runningCheck)
                try await eventually("the end of what belonged to \(ending)") {
                    Processes.running(in: workshop.home) == before ? true : nil
                }
            }
        }
    }

    private func endBeside(_ workshop: Workshop, _ ending: Ending, at place: Place) async throws {
        let stopped = try await reach(place, in: workshop) { terminal in
            try await workshop.end(terminal, ending)
        }
        if let stopped { kill(stopped, SIGCONT) }
    }

    @Test(.enabled(if: rounds > 0)) func `again and again nothing is left`() async throws {
        for round in 1...max(1, Self.rounds) {
            for ending in Self.endings {
                for place in Place.allCases { try await end(ending, at: place) }
            }
            FileHandle.standardError.write(Data("round \(round) of \(Self.rounds)\n".utf8))
        }
    }

    private func end(_ ending: Ending, at place: Place) async throws {
        try await Workshop.with("ending") { workshop in
            _ = try await reach(place, in: workshop) { terminal in
                try await workshop.end(terminal, ending)
            }
            try await eventually("the end of all components after \(ending) at \(place)") {
                Processes.running(in: workshop.home).isEmpty ? true : nil
            }
            try await eventually("the ports of \(ending) at \(place)") {
                workshop.ports.allSatisfy(canListen) ? true : nil
            }
        }
    }

    /// Opens the interface, goes to a place, and does something there.
    ///
    /// - Returns: a component that was stopped to keep a check waiting.
    private func reach(
        _ place: Place, in workshop: Workshop, _ body: (PseudoTerminal) async throws -> Void
    ) async throws -> pid_t? {
        let terminal = try workshop.open()
        try await terminal.waitFor(Workshop.allReady())
        var stopped: pid_t?
        switch place {
        case .list: break
        case .dialog:
            try await terminal.send("2", until: "1,000,000.00")
            try await terminal.send("\r", until: "in total")
        case .textEntry:
            try await terminal.send(":kill boo", until: ":kill boo")
        case .runningCheck: stopped = try await beginCheck(on: terminal, of: workshop)
        case .system:
            // With the mouse on, which has to be off afterwards.
            try await terminal.send("m", until: "hold Shift to select text")
            try await terminal.send("3", until: "[3 System]")
        case .logs:
            try await terminal.send("4", until: "[4 Logs]")
        case .help:
            try await terminal.send("?", until: "Everywhere")
        case .question:
            try await terminal.send(":kill bookstore\r", until: "dies at once")
        case .answer:
            try await terminal.send(":registry\r", until: "The answer is an empty list")
        case .projector:
            terminal.send("P")
            try await eventually("the projector") {
                terminal.screen.text.contains("2 Shop") ? nil : true
            }
        }
        try await body(terminal)
        return stopped
    }

    /// Begins a check that hangs; gives the component that was stopped for it.
    private func beginCheck(
        on terminal: PseudoTerminal, of workshop: Workshop
    ) async throws -> pid_t {
        try await terminal.send("1", until: "[1 Labs]")
        try await terminal.send("\r", until: "steps")
        try await terminal.send("\r", until: "step 1 of")
        let status = try await workshop.ask(StatusAnswer.self, "status")
        let stopped = try #require(status.component("bookstore")?.pid)
        kill(stopped, SIGSTOP)
        terminal.send("c")
        // On a busy machine the supervisor may have noticed that it does not answer: then the
        // check says so instead of waiting.
        try await eventually("a check of a stopped bookstore") {
            let text = terminal.screen.text
            return text.contains("checking") || text.contains("is starting") ? true : nil
        }
        return stopped
    }

    @Test(arguments: [SIGILL, SIGTRAP, SIGSEGV])
    func `a crash is over at once, without the prompt of the runtime`(signal: Int32) async throws {
        try await Workshop.with("crash") { workshop in
            var environment = workshop.environment
            environment["SWIFT_BACKTRACE"] = nil
            let terminal = try PseudoTerminal(
                Workshop.binary, ["--lang", "en"], environment: environment)
            try await terminal.waitFor(Workshop.allReady())
            terminal.signal(signal)
            #expect(
                try await terminal.waitForEnd(within: .seconds(10)) == .signaled(signal))
            #expect(terminal.areModesRestored)
            #expect(!terminal.screen.isAlternate)
            #expect(!terminal.raw.contains("Press space"))
            _ = try await workshop.expectNothingLeft()
        }
    }

    @Test func `while a component hangs the end says what it waits for, and Ctrl-C does not wait`()
        async throws
    {
        try await Workshop.with("hanging") { workshop in
            let terminal = try workshop.open()
            try await terminal.waitFor(Workshop.allReady())
            let status = try await workshop.ask(StatusAnswer.self, "status")
            kill(try #require(status.component("bookstore")?.pid), SIGSTOP)
            terminal.send("q")
            try await terminal.waitFor("stopping the components")
            #expect(terminal.areModesRestored)
            terminal.send("\u{3}")
            #expect(try await terminal.waitForEnd() == .signaled(SIGINT))
            #expect(!terminal.raw.contains("have stopped"))
            try await eventually("the end of all components") {
                Processes.running(in: workshop.home).isEmpty ? true : nil
            }
        }
    }

    /// Whether a port of the loopback can be listened on.
    private func canListen(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}

extension Workshop {
    /// Ends the interface and expects a whole terminal.
    fileprivate func end(
        _ terminal: PseudoTerminal, _ ending: EndingJourneys.Ending
    ) async throws {
        guard let signal = ending.signal else {
            terminal.hangUp()
            let end = try await terminal.waitForEnd()
            #expect(end == ending.expected, "\(ending)")
            return
        }
        terminal.signal(signal)
        let end = try await terminal.waitForEnd()
        #expect(end == ending.expected, "\(ending)")
        try await eventually("a whole terminal after \(ending)", within: .seconds(5)) {
            let screen = terminal.screen
            let isWhole =
                terminal.areModesRestored && !screen.isAlternate && screen.isCursorShown
                && screen.modes.isDisjoint(with: [1000, 1006, 2004])
            return isWhole ? true : nil
        }
    }
}
