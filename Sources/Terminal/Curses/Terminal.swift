import CNcurses
import CTerminal
import Canvas
import Glibc
import Synchronization
import Wire

/// The process's terminal: the whole screen, its keys, and the promise to put it back.
///
/// One thread of its own owns curses and the terminal; it waits in the kernel while nothing
/// happens. The terminal is restored on every way out: `close`, `exit`, SIGINT, SIGTERM, SIGHUP,
/// SIGQUIT, a Swift trap, SIGSEGV, `abort`, the terminal's own end; and after SIGKILL, by a small
/// process that watches over this one.
/// SIGTERM and SIGHUP arrive as keys, so that the program can end in order; asked again a second or
/// more later it ends at once. While the screen is up, standard output and standard error go to the
/// log.
public final class Terminal: Screen {
    /// Keys that nobody has read yet, at most.
    public static let keyLimit = 1024

    /// Keys in order; see ``Screen/keys`` for what happens when nobody reads them.
    public let keys: AsyncStream<Key>
    /// Whether it has xterm's clipboard and mouse; the old ones have not.
    public let speaksXterm: Bool
    private let mailbox: TerminalMailbox
    private let thread: Mutex<UInt?>

    private init(
        keys: AsyncStream<Key>, speaksXterm: Bool, mailbox: TerminalMailbox, thread: UInt
    ) {
        self.speaksXterm = speaksXterm
        self.keys = keys
        self.mailbox = mailbox
        self.thread = Mutex(thread)
    }

    /// Takes over the terminal. There is one; close it before opening it again.
    ///
    /// - Parameter name: the value of `TERM`.
    public static func open(
        _ options: TerminalOptions, name: String
    ) -> Result<Terminal, TerminalRefusal> {
        var stream: Int32 = 0
        guard terminal_is_interactive(&stream) == 1 else {
            return .failure(.notInteractive(stream == 0 ? .input : .output))
        }
        let descriptor = terminal_open()
        guard descriptor >= 0 else { return .failure(.noTerminal) }
        if let refusal = refusal(of: name, descriptor) {
            Glibc.close(descriptor)
            return .failure(refusal)
        }
        guard let screen = start(options, name: name, descriptor: descriptor) else {
            Glibc.close(descriptor)
            return .failure(.noTerminal)
        }
        return run(screen, descriptor: descriptor, language: options.language)
    }

    /// The size at this moment.
    public var size: Size { mailbox.size }

    /// Keys dropped because nobody read the ones before.
    public var droppedKeys: Int { mailbox.droppedKeys }

    /// Hands a frame to the terminal's thread, which paints what differs from the one before.
    public func show(_ frame: Frame) {
        mailbox.show(frame)
    }

    /// Leaves the screen to `work`, an editor for instance, and draws it anew afterwards. Keys and
    /// SIGINT are the other program's for as long.
    public func suspended(during work: @Sendable () async -> Void) async {
        await mailbox.lend()
        await work()
        mailbox.takeBack()
    }

    /// Text of at most so many bytes of UTF-8 is copied: what terminals take at once.
    public static let copyLimit = 48 << 10

    /// Puts text on the terminal's clipboard, also over SSH (OSC 52); false when it is too long.
    /// Whether the terminal allows it cannot be known.
    public func copy(_ text: String) -> Bool {
        guard text.utf8.count <= Self.copyLimit else { return false }
        mailbox.copy(text)
        return true
    }

    /// Chooses the language of what is said outside of the screen: after a crash, at Ctrl-Z.
    public func speak(_ language: Language) {
        mailbox.language = language
        terminal_speak(language.number)
    }

    /// Turns the mouse on or off; off at the start, so that the terminal's own selecting works.
    public func useMouse(_ isOn: Bool) {
        mailbox.useMouse(isOn)
    }

    /// Leaves the screen and stops the program, as Ctrl-Z does by itself.
    public func stop() {
        mailbox.stop()
    }

    /// Puts the terminal back as it was found; returns when that is done. Later calls do nothing.
    public func close() {
        guard let handle = thread.withLock({ $0.take() }) else { return }
        mailbox.end()
        terminal_join(handle)
        // Whoever asked between the thread's last look into the mailbox and its end.
        mailbox.take().lending?.resume()
        terminal_disarm()
        terminal_redirect_end()
    }

    /// Why the terminal cannot be used; nil when it can.
    private static func refusal(of name: String, _ descriptor: Int32) -> TerminalRefusal? {
        _ = nc_set_locale()
        var problem: Int32 = 0
        guard !name.isEmpty, setupterm(name, descriptor, &problem) == OK else {
            return .unknown(name: name)
        }
        for capability in ["cup", "clear"] where nc_capability(capability) == nil {
            return .incapable(name: name, missing: capability)
        }
        return nil
    }

    /// Handlers, raw mode, the alternate screen: in this order, so that every moment is covered.
    private static func start(
        _ options: TerminalOptions, name: String, descriptor: Int32
    ) -> CursesScreen? {
        let output = terminal_open()
        guard let writing = terminal_stream(output, "w"),
            let reading = terminal_stream(terminal_open(), "r")
        else { return nil }
        let speech = TerminalSpeech(name: name)
        let farewell = farewell(speech)
        for language in [Language.english, .chinese] {
            terminal_texts(language.number, TerminalWords(language).crashed(options.logPath))
        }
        _ = terminal_remember(descriptor)
        terminal_arm(descriptor, output, farewell, farewell.utf8.count)
        terminal_speak(options.language.number)
        guard let screen = newterm(name, writing, reading), let window = nc_stdscr() else {
            terminal_disarm()
            return nil
        }
        terminal_redirect(options.logPath)
        return CursesScreen(
            screen: screen, window: window, descriptor: descriptor, options: options,
            speech: speech)
    }

    /// What puts a terminal back, whatever it was doing.
    private static func farewell(_ speech: TerminalSpeech) -> String {
        var farewell = speech.off
        for capability in ["sgr0", "rmkx", "cnorm", "rmcup"] {
            if let sequence = nc_capability(capability) { farewell += String(cString: sequence) }
        }
        return farewell
    }

    private static func run(
        _ screen: CursesScreen, descriptor: Int32, language: Language
    ) -> Result<Terminal, TerminalRefusal> {
        let (keys, continuation) = AsyncStream.makeStream(
            of: Key.self, bufferingPolicy: .bufferingOldest(keyLimit))
        let mailbox = TerminalMailbox(size: screen.size, language: language)
        let loop = TerminalLoop(
            screen: screen, descriptor: descriptor, mailbox: mailbox, keys: continuation)
        let context = Unmanaged.passRetained(loop)
        var handle: UInt = 0
        let started = terminal_thread(
            { context in
                guard let context else { return }
                Unmanaged<TerminalLoop>.fromOpaque(context).takeRetainedValue().run()
            },
            context.toOpaque(), &handle)
        guard started == 0 else {
            context.release()
            screen.close()
            terminal_disarm()
            terminal_redirect_end()
            return .failure(.noTerminal)
        }
        return .success(
            Terminal(
                keys: keys, speaksXterm: screen.speech.isXterm, mailbox: mailbox, thread: handle))
    }
}
