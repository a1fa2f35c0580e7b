import Curses
import HomeFiles
import WorkshopUIRuntime

extension Desk {
    /// The desk of this process.
    static func live(
        terminal: Terminal, host: SupervisorHost, kept: KeptChoices, layout: HomeLayout
    ) -> Desk {
        let clock = ContinuousClock()
        let start = clock.now
        return Desk(
            copy: { text in _ = terminal.copy(text) },
            edit: { name in
                let result = EditorResult()
                await terminal.suspended {
                    await result.set(Editor.open(layout.path(of: name)))
                }
                return await result.fault
            },
            suspend: { terminal.stop() },
            keep: { choice in await kept.keep(choice) },
            now: {
                let time = (clock.now - start).components
                return Int(time.seconds * 1_000_000 + time.attoseconds / 1_000_000_000_000)
            },
            supervise: { await host.ensureRunning() })
    }
}

/// What came of an editor. An actor, because the terminal lends itself to a closure.
private actor EditorResult {
    private(set) var fault: String?

    func set(_ fault: String?) {
        self.fault = fault
    }
}
