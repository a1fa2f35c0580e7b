import Glibc
import Wire

extension ReadyLine {
    /// Writes the line to standard output in one piece, past the buffer that a pipe has.
    func write() throws {
        let bytes = Array("\(self)\n".utf8)
        let written = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        guard written == bytes.count else { throw ReadyLineLost(code: errno) }
    }
}

/// Standard output did not take the READY line: nobody would ever learn that the process is ready.
struct ReadyLineLost: Error, CustomStringConvertible {
    let code: Int32

    var description: String {
        "standard output did not take the READY line: \(String(cString: strerror(code)))"
    }
}
