import Glibc

/// Reads how much memory a process holds from the process table.
struct ProcessMemory: Sendable {
    /// Proportional set size in bytes: shared pages are divided among those who share them. 0 when
    /// the process is gone or may not be read.
    func residentBytes(of pid: Int32) -> Int {
        guard let text = BoundedFile.read("/proc/\(pid)/smaps_rollup", limit: 8_192) else {
            return 0
        }
        for line in text.split(separator: "\n") where line.hasPrefix("Pss:") {
            let words = line.split(separator: " ")
            guard words.count >= 2, let kibibytes = Int(words[1]) else { return 0 }
            return kibibytes * 1_024
        }
        return 0
    }
}
