/// How a process ended.
public enum ProcessEnd: Equatable, Sendable, CustomStringConvertible {
    /// By itself, with a status.
    case exited(Int32)
    /// By a signal.
    case signalled(Int32)
    /// The supervisor could not see how.
    case lost(String)

    /// `exited with status 3`, `killed by signal 9 (SIGKILL)`.
    public var description: String {
        switch self {
        case .exited(let status): "exited with status \(status)"
        case .signalled(let number):
            "killed by signal \(number)" + (Self.names[number].map { " (\($0))" } ?? "")
        case .lost(let why): "lost sight of: \(why)"
        }
    }

    /// The signals one meets, by their numbers on Linux.
    private static let names: [Int32: String] = [
        1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT",
        7: "SIGBUS", 8: "SIGFPE", 9: "SIGKILL", 11: "SIGSEGV", 13: "SIGPIPE", 15: "SIGTERM",
    ]
}
