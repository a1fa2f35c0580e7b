internal import Glibc

/// Whole files, read within a bound and written so that a crash leaves the old or the new one.
public enum FileBytes {
    /// The bytes of a regular file of at most `limit` bytes.
    public static func read(_ path: String, limit: Int) -> Result<[UInt8], FileFault> {
        // Without O_NONBLOCK a named pipe in the place of a file would hold us.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .failure(.unreadable(reason())) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return .failure(.unreadable(reason())) }
            if count == 0 { return .success(bytes) }
            bytes += chunk[..<count]
        }
        return .failure(.tooLarge(limit: limit))
    }

    /// Writes beside the place, syncs, renames, and syncs the folder.
    ///
    /// - Parameter isSynced: whether it waits for the disk. Without, the new file may be lost or empty
    ///   after a power failure, never after the end of a process.
    /// - Returns: nil when done, else the system's reason; the old file is then untouched.
    public static func replace(
        _ path: String, with bytes: [UInt8], isSynced: Bool = true
    ) -> String? {
        let beside = "\(path).\(getpid()).new"
        let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return reason() }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return abandon(beside, descriptor) }
            written += count
        }
        guard !isSynced || fsync(descriptor) == 0 else { return abandon(beside, descriptor) }
        close(descriptor)
        guard rename(beside, path) == 0 else {
            let failure = reason()
            unlink(beside)
            return failure
        }
        guard isSynced else { return nil }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let handle = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if handle >= 0 {
            fsync(handle)
            close(handle)
        }
        return nil
    }

    private static func abandon(_ path: String, _ descriptor: Int32) -> String {
        let failure = reason()
        close(descriptor)
        unlink(path)
        return failure
    }

    private static func reason() -> String {
        String(cString: strerror(errno))
    }
}
