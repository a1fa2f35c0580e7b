import ArgumentParser
import Canvas
import Curses
import Foundation
import HomeFiles
import LabRuntime
import Wire
import WorkshopUI
import WorkshopUIRuntime

/// The terminal interface, where the attendee left off.
struct OpenCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open the terminal interface (the default).")

    @Flag(help: "Line by line, without a screen: for screen readers and scripts.")
    var plain = false
    @Option(
        help: ArgumentHelp(
            "Take keys from a file, without a terminal; - is standard input.",
            discussion: """
                One instruction a line, # begins a comment: press KEY..., type TEXT, paste TEXT, \
                size COLUMNS ROWS, wait TEXT, save-screen FILE, quit. A key is a character or a \
                name: Enter Esc Tab Up Down PageUp F1 Ctrl-L Alt-x. The program is idle after each.
                """, valueName: "file"))
    var script: String?
    @OptionGroup var screen: ScreenOptions
    @Flag(help: "Large marks and few lines, for a hall; follows what another terminal does.")
    var projector = false
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        try HomeSetup.prepare(session.layout, labs: try session.requireLabs())
        let environment = ProcessInfo.processInfo.environment
        let kept = KeptChoices(folder: session.layout.state)
        let language = await kept.language
        if plain {
            return try await PlainSession(session: session, kept: kept)
                .run(in: options.lang ?? language ?? session.language)
        }
        var terminalOptions = screen.terminal(environment)
        terminalOptions.logPath = "\(session.layout.logs)/interface.log"
        terminalOptions.language = options.lang ?? language ?? session.language
        // Asked for by name, Chinese is written whatever the locale says of itself.
        if options.lang == .chinese { terminalOptions.isASCIIOnly = false }
        if terminalOptions.isASCIIOnly { terminalOptions.language = .english }
        if let script {
            return try await ScriptSession(session: session, kept: kept, options: terminalOptions)
                .run(script)
        }
        // Whatever can fail comes first: a failure is said on the shell's screen.
        let labs = try session.labReader()
        switch Terminal.open(terminalOptions, name: environment["TERM"] ?? "") {
        case .failure(let refusal):
            try await PlainSession(session: session, kept: kept)
                .run(in: terminalOptions.language, because: refusal)
        case .success(let terminal):
            try await run(on: terminal, terminalOptions, kept, labs, in: session)
        }
    }

    private func run(
        on terminal: Terminal, _ terminalOptions: TerminalOptions, _ kept: KeptChoices,
        _ labs: LabReader, in session: Session
    ) async throws {
        let host = SupervisorHost(session: session)
        var settings = Settings(
            orderSeed: "tui-\(UUID().uuidString.prefix(8).lowercased())",
            secondsFromUTC: TimeZone.current.secondsFromGMT(),
            glyphs: terminalOptions.glyphs, widths: terminalOptions.widths,
            canCopy: terminal.speaksXterm,
            canEdit: true, isProjector: projector)
        settings.hasMouse = terminal.speaksXterm
        settings.canWriteChinese = !terminalOptions.isASCIIOnly
        let model = Model(
            settings: settings, language: terminalOptions.language, size: terminal.size,
            place: await kept.place)
        var desk = Desk.live(
            terminal: terminal, host: host, kept: kept, session: session, terminalOptions)
        // A screen for a hall watches the workshop of another terminal and starts none.
        if projector { desk.supervise = {} }
        let interpreter = Interpreter(
            control: session.control, http: session.http, labs: labs, desk: desk)
        let outcome = await InterfaceProgram.workshop(interpreter).run(model, on: terminal)
        terminal.close()
        session.tell(await labs.session.problems)
        let language = outcome.language
        say(await host.end { Self.sayStopping(in: language) }, in: language)
        if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
    }

    private static func sayStopping(in language: Language) {
        Output.line(
            language == .english
                ? "workshop: stopping the components; Ctrl-C kills those that hang"
                : "workshop：正在停止组件；按 Ctrl-C 立刻杀掉没有响应的组件")
    }

    private func say(_ end: SupervisorHost.End, in language: Language) {
        switch (end, language) {
        case (.stopped, .english): Output.line("workshop: all components have stopped")
        case (.stopped, .chinese): Output.line("workshop：所有组件都已停止")
        case (.notOurs, .english):
            Output.line("workshop: the components go on; end them with: workshop down")
        case (.notOurs, .chinese): Output.line("workshop：组件继续运行；用 workshop down 停止")
        case (.late, .english):
            Output.line("workshop: the components are still stopping; look with: workshop status")
        case (.late, .chinese):
            Output.line("workshop：组件还没有全部停止；用 workshop status 查看")
        }
    }
}
