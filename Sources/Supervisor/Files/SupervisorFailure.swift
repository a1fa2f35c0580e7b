/// Why a supervisor cannot run at all.
public enum SupervisorFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another one supervises this home.
    case alreadyRunning(pid: Int32?)
    /// Another one supervises this home from another runtime folder, where it is not reached.
    case supervisedElsewhere(pid: Int32?)
    /// A folder or file it needs cannot be used.
    case unusableFolder(String, reason: String)

    /// One English sentence with what to do next.
    public var description: String {
        switch self {
        case .alreadyRunning(let pid):
            let who = pid.map { "process \($0)" } ?? "another process"
            return "the workshop of this home is already running (\(who)); "
                + "attach with: workshop, or end it with: workshop down"
        case .supervisedElsewhere(let pid):
            let who = pid.map { "process \($0)" } ?? "another process"
            return "this home is already supervised (\(who)) with another XDG_RUNTIME_DIR; "
                + "set the same one, or end that process"
        case .unusableFolder(let path, let reason):
            return "cannot use \(path): \(reason)"
        }
    }
}
