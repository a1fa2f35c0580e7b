/// Why a supervisor cannot run at all.
public enum SupervisorFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another one supervises this home.
    case alreadyRunning(pid: Int32?)
    /// A folder or file it needs cannot be used.
    case unusableFolder(String, reason: String)

    /// One English sentence with what to do next.
    public var description: String {
        switch self {
        case .alreadyRunning(let pid):
            let who = pid.map { "process \($0)" } ?? "another process"
            return "the workshop of this home is already running (\(who)); "
                + "attach with: workshop, or end it with: workshop down"
        case .unusableFolder(let path, let reason):
            return "cannot use \(path): \(reason)"
        }
    }
}
