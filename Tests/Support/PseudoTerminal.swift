import Foundation
import Synchronization

/// A program on a pseudo-terminal of its own: keys go in, and what its screen shows comes out.
///
/// A class with a lock because a thread of its own reads what the program writes.
public final class PseudoTerminal: Sendable {
    /// How a program ended.
    public enum Ending: Equatable, Sendable {
        /// By itself, with a status.
        case exited(Int32)
        /// By a signal.
        case signaled(Int32)
    }

    /// Why there is no terminal.
    public struct Failure: Error, CustomStringConvertible {
        /// What failed, and how.
        public let description: String

        /// A failure with its reason.
        public init(description: String) {
            self.description = description
        }
    }

    private struct State {
        var screen: ScreenEmulator
        var bytes = 0
        var raw: [UInt8] = []
    }

    /// The program's process.
    public let pid: pid_t
    private let descriptor: Int32
    /// A byte into it ends the reading thread, which then closes the terminal.
    private let hangUpPipe: [Int32]
    private let state: Mutex<State>
    private let modesBefore: [UInt8]

    /// Starts a program in a session of its own whose controlling terminal this is.
    ///
    /// - Parameter environment: the whole environment; `TERM` is xterm-256color unless named.
    public init(
        _ executable: String, _ arguments: [String], environment: [String: String],
        columns: Int = 80, rows: Int = 24
    ) throws {
        descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var locked: Int32 = 0
        var number: Int32 = 0
        guard descriptor >= 0, ioctl(descriptor, Self.setLock, &locked) == 0,
            ioctl(descriptor, Self.getNumber, &number) == 0
        else {
            throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Failure(description: "no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        hangUpPipe = ends
        let name = "/dev/pts/\(number)"
        // Held open, so that the settings outlive the program and can be compared.
        let holder = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        Self.setSize(descriptor, columns: columns, rows: rows)
        modesBefore = Self.modes(of: descriptor)
        state = Mutex(State(screen: ScreenEmulator(columns: columns, rows: rows)))
        let whole = ["TERM": "xterm-256color"].merging(environment) { $1 }
        pid = try Self.spawn(
            executable, arguments, environment: whole, terminal: name)
        _ = holder
        Thread.detachNewThread { [self] in read() }
    }

    deinit {
        for end in [descriptor] + hangUpPipe { close(end) }
    }

    /// What the screen shows.
    public var screen: ScreenEmulator { state.withLock { $0.screen } }
    /// How many bytes the program has written.
    public var bytesWritten: Int { state.withLock { $0.bytes } }
    /// The last 64 KiB the program wrote, as they were.
    public var raw: String { state.withLock { String(decoding: $0.raw, as: UTF8.self) } }
    /// How many sequences that choose a colour are among the last 64 KiB (SGR 30-49 and 90-107).
    public var colourCodes: Int {
        raw.matches(of: /\u{1B}\[([0-9;:]*)m/).count { match in
            match.1.split(separator: ";").compactMap { Int($0.prefix { $0 != ":" }) }
                .contains { (30...49).contains($0) || (90...107).contains($0) }
        }
    }

    /// Whether the terminal's modes are as they were before the program.
    public var areModesRestored: Bool { Self.modes(of: descriptor) == modesBefore }

    /// Types.
    public func send(_ keys: String) {
        var bytes = Array(keys.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count <= 0 { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Types, and waits until the screen shows a text.
    @discardableResult
    public func send(_ keys: String, until text: String) async throws -> ScreenEmulator {
        send(keys)
        return try await waitFor(text)
    }

    /// Takes another size; the program gets SIGWINCH.
    public func resize(columns: Int, rows: Int) {
        state.withLock { $0.screen.resize(columns: columns, rows: rows) }
        Self.setSize(descriptor, columns: columns, rows: rows)
    }

    /// Ends the terminal itself, as closing its window does; nothing more can be sent or asked.
    public func hangUp() {
        var byte: UInt8 = 0
        _ = write(hangUpPipe[1], &byte, 1)
    }

    /// Sends the program a signal.
    public func signal(_ number: Int32) {
        kill(pid, number)
    }

    /// The program's own children.
    public var children: [pid_t] {
        let path = "/proc/\(pid)/task/\(pid)/children"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
    }

    /// Waits until the screen shows a text; the error has the whole screen.
    @discardableResult
    public func waitFor(
        _ text: String, within limit: Duration = .seconds(30)
    ) async throws -> ScreenEmulator {
        do {
            return try await eventually("\"\(text)\"", within: limit) {
                let screen = self.screen
                return screen.text.contains(text) ? screen : nil
            }
        } catch {
            throw Failure(
                description: "\"\(text)\" never appeared; the screen shows:\n\(screen.text)")
        }
    }

    /// Waits until the program has ended.
    public func waitForEnd(within limit: Duration = .seconds(30)) async throws -> Ending {
        try await eventually("the end of process \(pid)", within: limit) {
            var status: Int32 = 0
            guard waitpid(self.pid, &status, WNOHANG) == self.pid else { return nil }
            let signal = status & 0x7F
            return signal == 0 ? .exited((status >> 8) & 0xFF) : .signaled(signal)
        }
    }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            var polled = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: hangUpPipe[0], events: Int16(POLLIN), revents: 0),
            ]
            if poll(&polled, 2, -1) < 0 { continue }
            if polled[1].revents != 0 {
                // Its place stays taken, so that nobody else's file gets the number.
                let empty = open("/dev/null", O_RDWR | O_CLOEXEC)
                dup2(empty, descriptor)
                close(empty)
                return
            }
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            state.withLock {
                $0.screen.feed(buffer[..<count])
                $0.bytes += count
                $0.raw = Array(($0.raw + buffer[..<count]).suffix(65_536))
            }
        }
    }

    // asm-generic/ioctls.h; spawn.h: the Swift modules leave them out.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430
    private static let newSession: Int32 = 0x80

    private static func setSize(_ descriptor: Int32, columns: Int, rows: Int) {
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    }

    private static func modes(of descriptor: Int32) -> [UInt8] {
        var settings = termios()
        tcgetattr(descriptor, &settings)
        return withUnsafeBytes(of: &settings) { Array($0) }
    }

    private static func spawn(
        _ executable: String, _ arguments: [String], environment: [String: String],
        terminal: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that the leader of a new session opens becomes its controlling one.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes,
            Int16(newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        let words = ([executable] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, executable, &actions, &attributes, words, variables)
        guard code == 0 else {
            throw Failure(description: "\(executable): \(String(cString: strerror(code)))")
        }
        return pid
    }
}
