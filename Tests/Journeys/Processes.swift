import Foundation

/// The process table, read from /proc.
enum Processes {
    /// Living processes of the built program whose command line names a home. Zombies do not count.
    static func running(in home: String) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { pid in
            guard
                let line = try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8),
                line.contains(home), line.contains("/workshop\0")
            else { return false }
            return isAlive(pid)
        }.sorted()
    }

    /// Whether a process lives and is no zombie.
    static func isAlive(_ pid: pid_t) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return false }
        let state = stat[stat.index(end, offsetBy: 2)...].first
        return state != "Z" && state != "X"
    }
}
