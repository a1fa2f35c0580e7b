import Glibc

/// How many files and connections this process may have open at once.
enum OpenFileLimit {
    /// Enough for the connections of all servers of a component.
    private static let wanted: rlim_t = 16_384

    /// Raises the limit as far as the system lets us: shells give 1,024.
    static func raise() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
            limit.rlim_cur < wanted
        else { return }
        limit.rlim_cur = min(wanted, limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
