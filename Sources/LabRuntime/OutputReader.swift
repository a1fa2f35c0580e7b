import Glibc
import LabKit

/// Takes what is in a pipe, never waiting; keeps the beginning.
struct OutputReader {
    let descriptor: Int32
    private var bytes: [UInt8] = []
    private(set) var isCut = false

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Empties the pipe; a command that writes without end is read at most 16 MiB at a time.
    mutating func read() {
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        for _ in 0..<256 {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return }
            let room = CommandOutcome.byteLimit - bytes.count
            bytes += chunk.prefix(min(count, room))
            isCut = isCut || count > room
        }
    }

    /// As text without control characters, but for line feeds; tabs become spaces.
    var text: String {
        let text = String(decoding: bytes, as: UTF8.self)
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.compactMap { scalar in
                    switch scalar.value {
                    case 9: " "
                    case 10: scalar
                    case 0..<32, 127..<160: nil
                    default: scalar
                    }
                }))
    }
}
