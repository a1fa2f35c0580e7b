/// What the kernel's process table says of processes that are not our children.
enum ProcessTable {
    /// Whether a process still runs: one that has ended and only waits to be taken note of (a
    /// zombie) does not.
    static func isRunning(_ pid: Int32) -> Bool {
        guard let text = BoundedFile.read("/proc/\(pid)/stat", limit: 1_024),
            let end = text.lastIndex(of: ")")
        else { return false }
        // The state follows the name, which may itself have brackets (proc_pid_stat(5)).
        return !["Z", "X"].contains(text[end...].dropFirst(2).first)
    }
}
