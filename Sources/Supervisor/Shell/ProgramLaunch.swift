import Glibc

/// A program that is to begin as from a shell: no signal blocked, none ignored, standard error where
/// standard output goes.
///
/// A thread of a pool blocks nearly all signals, and what it launches would inherit that: a pager
/// that Ctrl-Z does not stop, an editor that does not learn of a new size, a command that cannot be
/// ended politely.
public struct ProgramLaunch: Sendable {
    /// Where a stream comes from or goes.
    public enum Stream: Sendable {
        /// A file, opened so.
        case file(String, flags: Int32)
        /// A descriptor of this process, or a stream of the program that was set before.
        case descriptor(Int32)

        /// Nothing to read.
        public static let nothing = Stream.file("/dev/null", flags: O_RDONLY)
    }

    /// The system's reason why a program could not be launched.
    public struct Failure: Error {
        /// The error number.
        public let code: Int32

        /// It in words.
        public var reason: String { String(cString: strerror(code)) }
    }

    // The flags of spawn.h, which the Swift module leaves out.
    private static let signalDefaults: Int16 = 0x04
    private static let signalMask: Int16 = 0x08
    private static let newSession: Int16 = 0x80

    private let words: [String]
    private let environment: [String]?
    private let input: Stream
    private let output: Stream
    private let isInNewSession: Bool

    /// A launch.
    ///
    /// - Parameters:
    ///   - words: the program, found on the path unless it has a slash, and its arguments.
    ///   - environment: `NAME=value` each; that of this process when nil.
    ///   - isInNewSession: whether the program leads a session of its own, so that the keys of this
    ///     terminal do not reach it.
    public init(
        _ words: [String], environment: [String]? = nil, input: Stream, output: Stream,
        isInNewSession: Bool
    ) {
        self.words = words
        self.environment = environment
        self.input = input
        self.output = output
        self.isInNewSession = isInNewSession
    }

    /// Launches the program and gives its process id; whoever launched it collects its status.
    public func start() -> Result<pid_t, Failure> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        Self.set(STDIN_FILENO, to: input, in: &actions)
        Self.set(STDOUT_FILENO, to: output, in: &actions)
        Self.set(STDERR_FILENO, to: .descriptor(STDOUT_FILENO), in: &actions)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        setSignals(of: &attributes)
        let arguments = words.map { strdup($0) } + [nil]
        let variables = environment.map { $0.map { strdup($0) } + [nil] }
        defer { (arguments + (variables ?? [])).forEach { free($0) } }
        var pid: pid_t = 0
        let code =
            if let variables {
                posix_spawnp(&pid, words[0], &actions, &attributes, arguments, variables)
            } else {
                posix_spawnp(&pid, words[0], &actions, &attributes, arguments, environ)
            }
        return code == 0 ? .success(pid) : .failure(Failure(code: code))
    }

    private static func set(
        _ number: Int32, to stream: Stream, in actions: inout posix_spawn_file_actions_t
    ) {
        switch stream {
        case .file(let path, let flags):
            posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o600)
        case .descriptor(let other):
            posix_spawn_file_actions_adddup2(&actions, other, number)
        }
    }

    private func setSignals(of attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes,
            Self.signalDefaults | Self.signalMask | (isInNewSession ? Self.newSession : 0))
    }
}
