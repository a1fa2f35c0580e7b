import Foundation
import Glibc

/// Processes by what stands in their environment, read from /proc.
enum ProcessMarks {
    /// Living processes of this user whose environment has a variable with exactly this value, as
    /// `NAME=value`. Zombies have no environment any more and do not count.
    static func processes(with mark: String) -> [pid_t] {
        let wanted = Array(mark.utf8)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { pid in
            guard pid != getpid(),
                let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/environ")
            else { return false }
            return bytes.split(separator: 0).contains { $0.elementsEqual(wanted) }
        }.sorted()
    }
}
