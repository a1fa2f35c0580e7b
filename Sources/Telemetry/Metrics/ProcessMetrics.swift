import Glibc

/// What the system knows of this process: processor time, memory, threads, open files. Read from
/// `/proc/self` at every exposition (proc(5)); the names are those of Prometheus's client libraries.
public struct ProcessMetrics: Sendable {
    private let startTime: Double?

    /// A reader for this process.
    public init() {
        startTime = Self.readStartTime()
    }

    /// The families of this moment; what cannot be read is absent.
    public func collect() -> [MetricFamily] {
        var families: [MetricFamily] = []
        func add(
            _ name: String, _ kind: MetricFamily.Kind, _ help: String, _ unit: MetricUnit?,
            _ value: Double?
        ) {
            guard let value else { return }
            families.append(
                MetricFamily(
                    name: name, kind: kind, definition: .init(help: help, unit: unit),
                    series: [.init(labels: [], value: .number(value))]))
        }
        let fields = Self.statFields()
        add(
            "process_cpu", .counter, "Processor time of the process, its own and the system's.",
            .seconds, Self.cpuSeconds(fields))
        add(
            "process_threads", .gauge, "Threads of the process.", nil,
            Self.number(fields, at: 17))
        add(
            "process_virtual_memory", .gauge, "Address space of the process.", .bytes,
            Self.number(fields, at: 20))
        add(
            "process_resident_memory", .gauge, "Memory of the process that is in RAM.", .bytes,
            Self.number(fields, at: 21).map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) })
        add(
            "process_start_time", .gauge, "When the process began, since 1970.", .seconds,
            startTime)
        add("process_open_fds", .gauge, "Open file descriptors.", nil, Self.openDescriptors())
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            add(
                "process_max_fds", .gauge, "The most file descriptors that may be open.", nil,
                Double(limit.rlim_cur))
        }
        return families
    }

    /// The fields after the program's name, which may have spaces and brackets itself; the third
    /// field of proc_pid_stat(5) is the first here.
    static func fields(ofStat text: String) -> [Substring] {
        guard let end = text.lastIndex(of: ")") else { return [] }
        return text[text.index(after: end)...].split(separator: " ")
    }

    private static func statFields() -> [Substring] {
        text(of: "/proc/self/stat").map(fields(ofStat:)) ?? []
    }

    private static func number(_ fields: [Substring], at index: Int) -> Double? {
        fields.indices.contains(index) ? Double(fields[index]) : nil
    }

    private static func cpuSeconds(_ fields: [Substring]) -> Double? {
        guard let user = number(fields, at: 11), let system = number(fields, at: 12) else {
            return nil
        }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// The system's start, and the ticks from there to the process's.
    private static func readStartTime() -> Double? {
        guard let ticks = number(statFields(), at: 19),
            let line = text(of: "/proc/stat", limit: 1 << 18)?.split(separator: "\n")
                .first(where: { $0.hasPrefix("btime ") }),
            let system = Double(line.dropFirst(6))
        else { return nil }
        return system + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func openDescriptors() -> Double? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Without `.`, `..` and the descriptor of the folder itself.
        return Double(max(0, count - 3))
    }

    private static func text(of path: String, limit: Int = 4_096) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: limit)
        var filled = 0
        while filled < limit {
            let count = bytes.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress?.advanced(by: filled), limit - filled)
            }
            guard count > 0 else { break }
            filled += count
        }
        return String(decoding: bytes[..<filled], as: UTF8.self)
    }
}
