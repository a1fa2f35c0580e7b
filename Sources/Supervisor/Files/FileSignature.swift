// The compiler takes `struct stat` for a part of CDispatch, whose C headers include it as well.
import CDispatch
import Glibc

/// What tells one content of a file from another without reading it: editors write in place or
/// beside and rename, so the file's number, size and time of change all count.
struct FileSignature: Equatable, Sendable {
    var inode: UInt64
    var size: Int64
    var changed: Int64

    /// A signature from its parts; `changed` in nanoseconds since 1970.
    init(inode: UInt64, size: Int64, changed: Int64) {
        self.inode = inode
        self.size = size
        self.changed = changed
    }

    /// The signature of a file, following links; nil when it is not there.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let time = status.st_mtim
        self.init(
            inode: UInt64(status.st_ino), size: Int64(status.st_size),
            changed: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec))
    }
}
