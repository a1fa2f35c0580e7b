import CTerminal
import Canvas
import Glibc

/// The body of the terminal's thread: waits for keys, signals and requests, and is idle between.
final class TerminalLoop {
    /// How long a lone Escape may be the beginning of something, in milliseconds.
    private static let escapeDelay: Int32 = 25
    /// How long until a key that found no room is offered again, in milliseconds.
    private static let offerDelay: Int32 = 50

    private let screen: CursesScreen
    private let descriptor: Int32
    private let mailbox: TerminalMailbox
    private let keys: AsyncStream<Key>.Continuation
    private var decoder = KeyDecoder()
    private var owed: [Key] = []
    /// How long until a program in the background looks whether it was called back, in
    /// milliseconds.
    private static let backgroundDelay: Int32 = 100

    /// The terminal belongs to another program, or to the shell.
    private var isLent = false
    private var isInBackground = false
    private var isGone = false

    init(
        screen: CursesScreen, descriptor: Int32, mailbox: TerminalMailbox,
        keys: AsyncStream<Key>.Continuation
    ) {
        self.screen = screen
        self.descriptor = descriptor
        self.mailbox = mailbox
        self.keys = keys
    }

    /// Runs until the terminal is closed.
    func run() {
        screen.announce()
        while true {
            let ready = terminal_poll(isLent || isGone ? -1 : descriptor, patience)
            if ready & TERMINAL_EVENT != 0 { noteSignals() }
            if ready & TERMINAL_INPUT != 0 {
                readKeys()
            } else if ready & TERMINAL_GONE != 0 {
                hangUp()
            } else if ready == 0 {
                deliver(decoder.flush())
            }
            returnToForeground()
            payOwed()
            if carryOut(mailbox.take()) { break }
        }
        if !isLent { screen.close() }
        keys.finish()
    }

    /// Milliseconds to wait at most; without anything unfinished for ever.
    private var patience: Int32 {
        if isInBackground { return Self.backgroundDelay }
        if decoder.isWaiting && !isLent { return Self.escapeDelay }
        return owed.isEmpty ? -1 : Self.offerDelay
    }

    /// Does what was asked for; whether it is time to end.
    private func carryOut(_ work: TerminalMailbox.Work) -> Bool {
        if work.wantsBack, isLent { takeBack() }
        if let mouse = work.mouse { screen.useMouse(mouse, isUp: !isLent) }
        if let frame = work.frame, !isLent, !isGone { screen.show(frame) }
        if let text = work.copied, !isLent { screen.copy(text) }
        if work.wantsStop { stop() }
        if let lending = work.lending {
            if !isLent { lend() }
            lending.resume()
        }
        return work.isEnding
    }

    private func noteSignals() {
        let signals = terminal_take_signals()
        func came(_ signal: Int32) -> Bool { signals & (1 << UInt(signal)) != 0 }
        if came(SIGTSTP) { stop() }
        if came(SIGCONT), !isLent { goOn() }
        if came(SIGWINCH), !isLent { fit() }
        if came(SIGINT) { deliver([.ending(.interrupted)]) }
        if came(SIGTERM) { deliver([.ending(.terminated)]) }
        if came(SIGHUP) { hangUp() }
    }

    private func readKeys() {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = terminal_read(descriptor, &bytes, bytes.count)
        if count == 0 { return hangUp() }
        if count > 0 { deliver(decoder.feed(bytes[..<count])) }
    }

    private func deliver(_ found: [Key]) {
        for key in found {
            if key == .control("z") {
                stop()
                continue
            }
            // Whatever else the key may mean, the screen is drawn anew: after another program's noise.
            if key == .control("l") { screen.repaint() }
            offer(key)
        }
    }

    /// Hands a key over; when there is no room a key is dropped and counted, but a new size and
    /// the end are owed.
    private func offer(_ key: Key) {
        guard case .dropped = keys.yield(key) else { return }
        switch key {
        case .resize:
            owed.removeAll { if case .resize = $0 { true } else { false } }
            owed.append(key)
        case .ending, .resumed: if !owed.contains(key) { owed.append(key) }
        default: mailbox.countDroppedKey()
        }
    }

    private func payOwed() {
        guard !owed.isEmpty else { return }
        let keys = owed
        owed = []
        for key in keys { offer(key) }
    }

    private func fit() {
        let size = screen.fitToTerminal()
        guard size != mailbox.size else { return }
        mailbox.size = size
        offer(.resize(size))
    }

    private func lend() {
        screen.leave()
        isLent = true
        terminal_lend(1)
    }

    private func takeBack() {
        isLent = false
        isInBackground = false
        terminal_lend(0)
        screen.enter()
        fit()
    }

    /// Leaves the screen to the shell until the program is called back.
    private func stop() {
        guard !isLent else { return terminal_stop() }
        lend()
        screen.say(TerminalWords(mailbox.language).suspended)
        isInBackground = true
        terminal_stop()
        returnToForeground()
    }

    /// Stopped by others, without having left the screen.
    private func goOn() {
        isLent = true
        isInBackground = true
        terminal_lend(1)
        returnToForeground()
    }

    /// Takes the screen back after a stop, once the program is in the foreground. After `bg` it is
    /// not: then the terminal is the shell's, and we look now and then, since a later `fg` tells
    /// nothing. Asked to end in the background, it ends without touching the terminal.
    private func returnToForeground() {
        guard isInBackground, terminal_is_foreground(descriptor) != 0 else { return }
        takeBack()
        offer(.resumed)
    }

    private func hangUp() {
        guard !isGone else { return }
        isGone = true
        offer(.ending(.hungUp))
    }
}
