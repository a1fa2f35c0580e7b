public import Wire

/// How a process ended.
public enum ProcessEnd: Equatable, Sendable, CustomStringConvertible {
    /// By itself, with a status.
    case exited(Int32)
    /// By a signal.
    case signalled(Int32)
    /// The supervisor could not see how.
    case lost(String)

    /// `exited with status 3`, `killed by signal 9 (SIGKILL)`.
    public var description: String { cause.text(in: .english) }

    /// The same in clauses.
    public var cause: Cause {
        switch self {
        case .exited(let status): Cause(.exited, "\(status)")
        case .signalled(let number): Cause(.signalled, "\(number)", Self.names[number] ?? "")
        case .lost(let why): Cause(.lost, why)
        }
    }

    /// The signals one meets, by their numbers on Linux.
    private static let names: [Int32: String] = [
        1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT",
        7: "SIGBUS", 8: "SIGFPE", 9: "SIGKILL", 11: "SIGSEGV", 13: "SIGPIPE", 15: "SIGTERM",
    ]
}
