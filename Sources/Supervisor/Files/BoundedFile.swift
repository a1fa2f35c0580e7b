import Glibc
import SystemPackage

/// Reading small files whole.
enum BoundedFile {
    /// The text of a file, at most `limit` bytes of it; nil when it cannot be read.
    static func read(_ path: String, limit: Int) -> String? {
        guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else {
            return nil
        }
        defer { try? file.close() }
        var bytes: [UInt8] = []
        while bytes.count < limit {
            var chunk = [UInt8](repeating: 0, count: limit - bytes.count)
            guard let count = try? chunk.withUnsafeMutableBytes({ try file.read(into: $0) })
            else { return nil }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
