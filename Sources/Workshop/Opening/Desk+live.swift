import Curses
import HomeFiles
import LabKit
import Supervisor
import Wire
import WorkshopUIRuntime

extension Desk {
    /// The desk of this process with a screen.
    static func live(
        terminal: Terminal, host: SupervisorHost, kept: KeptChoices, session: Session,
        _ options: TerminalOptions
    ) -> Desk {
        let layout = session.layout
        var desk = Desk(
            host: host, kept: kept, session: session,
            copy: { text in _ = terminal.copy(text) },
            edit: { name in
                let result = EditorResult()
                await terminal.suspended {
                    await result.set(Editor.open(layout.path(of: name)))
                }
                return await result.fault
            },
            suspend: { terminal.stop() }, speak: { language in terminal.speak(language) })
        if options.isASCIIOnly { desk.readable = Readable.ascii }
        desk.useMouse = { isOn in terminal.useMouse(isOn) }
        desk.page = { text in
            let result = EditorResult()
            await terminal.suspended { await result.set(Pager.show(text)) }
            return await result.fault
        }
        return desk
    }

    /// The desk of a script: no editor and no clipboard.
    static func scripted(
        host: SupervisorHost, kept: KeptChoices, session: Session, _ options: TerminalOptions
    ) -> Desk {
        var desk = Desk(
            host: host, kept: kept, session: session, copy: { _ in }, edit: { _ in nil },
            suspend: {})
        if options.isASCIIOnly { desk.readable = Readable.ascii }
        return desk
    }

    /// The desk of this process line by line.
    static func plain(host: SupervisorHost, kept: KeptChoices, session: Session) -> Desk {
        let layout = session.layout
        return Desk(
            host: host, kept: kept, session: session, copy: { _ in },
            edit: { name in await Editor.open(layout.path(of: name)) }, suspend: {})
    }

    /// What both have in common: files, the clock, what is kept, the supervisor.
    private init(
        host: SupervisorHost, kept: KeptChoices, session: Session,
        copy: @escaping @Sendable (String) async -> Void,
        edit: @escaping @Sendable (String) async -> LocalizedText?,
        suspend: @escaping @Sendable () async -> Void,
        speak: @escaping @Sendable (Language) -> Void = { _ in }
    ) {
        let clock = ContinuousClock()
        let start = clock.now
        let files = TypedEdit(layout: session.layout, control: session.control)
        self.init(
            copy: copy, edit: edit,
            set: { name, path, value in await files.set(name, path, to: value) },
            read: { name in files.read(name) }, suspend: suspend,
            keep: { choice in
                if case .language(let language) = choice { speak(language) }
                await kept.keep(choice)
            },
            now: {
                let time = (clock.now - start).components
                return Int(time.seconds * 1_000_000 + time.attoseconds / 1_000_000_000_000)
            },
            supervise: { await host.ensureRunning() })
    }
}

/// What came of an editor. An actor, because the terminal lends itself to a closure.
private actor EditorResult {
    private(set) var fault: LocalizedText?

    func set(_ fault: LocalizedText?) {
        self.fault = fault
    }
}
