import Glibc

/// The right to supervise a home: one supervisor at a time holds it. The kernel gives it back when
/// the holder's process ends, however it ends; the file stays and says who holds it.
public final class InstanceLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of a file, which is made when it is missing.
    ///
    /// - Throws: ``SupervisorFailure/alreadyRunning(pid:)`` when another process holds it,
    ///   ``SupervisorFailure/unusableFolder(_:reason:)`` when the file cannot be opened.
    public init(_ path: String) throws(SupervisorFailure) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw .unusableFolder(path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .alreadyRunning(pid: Self.writtenHolder(of: path))
        }
        let holder = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, holder, holder.count, 0)
    }

    deinit {
        close(descriptor)
    }

    /// The process that holds the lock of a file; nil when nobody does.
    public static func holder(of path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
        return writtenHolder(of: path)
    }

    private static func writtenHolder(of path: String) -> Int32? {
        let text = BoundedFile.read(path, limit: 32) ?? ""
        return Int32(text.prefix { $0 != "\n" })
    }
}
