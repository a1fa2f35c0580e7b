import Foundation

/// Who holds which pipe, by the process table.
enum OpenFiles {
    /// What a descriptor of a process stands for, such as `pipe:[4711]`.
    static func target(of descriptor: Int, in pid: Int32) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/\(pid)/fd/\(descriptor)")
    }

    /// The processes with a descriptor for it, in order.
    static func holders(of target: String) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { pid in
            let descriptors =
                (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd")) ?? []
            return descriptors.contains {
                Int($0).flatMap { Self.target(of: $0, in: pid) } == target
            }
        }.sorted()
    }
}
