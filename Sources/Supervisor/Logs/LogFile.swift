import Glibc
import SystemPackage

/// A component's log on disk: at most ``limit`` bytes, with one older file of that size beside it
/// (`account.log`, `account.log.1`).
struct LogFile {
    static let limit = 4 << 20

    private let path: String
    private var file: FileDescriptor?
    private var size = 0

    /// Nothing is opened before the first line.
    init(path: String) {
        self.path = path
    }

    /// Adds text; throws `Errno` when the disk does not take it, and the text is lost.
    mutating func append(_ text: String) throws {
        let bytes = Array(text.utf8)
        if file != nil, size + bytes.count > Self.limit { try rotate() }
        let file = try opened()
        if size > 0, size + bytes.count > Self.limit {
            try rotate()
            return try append(text)
        }
        try file.writeAll(bytes)
        size += bytes.count
    }

    /// Closes the file; the next line opens it again.
    mutating func close() {
        try? file?.close()
        file = nil
    }

    private mutating func opened() throws -> FileDescriptor {
        if let file { return file }
        let opened = try FileDescriptor.open(
            FilePath(path), .writeOnly, options: [.create, .append, .closeOnExec],
            permissions: [.ownerReadWrite])
        size = Int(try opened.seek(offset: 0, from: .end))
        file = opened
        return opened
    }

    private mutating func rotate() throws {
        close()
        guard rename(path, path + ".1") == 0 else { throw Errno(rawValue: errno) }
        size = 0
    }
}
