import Foundation
import NIOCore
import Testing

/// A frame recorded between third parties, with its fields as on the wire.
///
/// From `Vectors/frames.json`: traffic of anthunder 0.8.1, of SOFARPC 5.14.3 and of the Java client
/// of SOFARegistry 6.6, and replies made by hand that were shown to those clients. The content is
/// the last `contentLen` bytes before the checksum.
struct RecordedFrame: Decodable, CustomTestStringConvertible, Sendable {
    struct Fixed: Decodable {
        let proto: UInt8
        let ver1: UInt8?
        let type: UInt8
        let cmdcode: UInt16
        let ver2: UInt8
        let requestId: UInt32
        let codec: UInt8
        let `switch`: UInt8?
        let timeout: Int32?
        let respStatus: UInt16?
        let classLen: Int
        let headerLen: Int
        let contentLen: Int
    }

    let name: String
    let hex: String
    /// Nil where the bytes are no frame.
    let fixed: Fixed?
    let `class`: String?
    let header: [[String?]]?

    var testDescription: String { name }

    var bytes: ByteBuffer { ByteBuffer(hex: hex) }

    static let all: [RecordedFrame] = {
        let file = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Vectors/frames.json")
        guard let data = try? Data(contentsOf: file),
            let frames = try? JSONDecoder().decode([RecordedFrame].self, from: data)
        else { return [] }
        return frames
    }()

    static func named(_ name: String) -> RecordedFrame? {
        all.first { $0.name == name }
    }
}

extension ByteBuffer {
    /// Bytes from pairs of hexadecimal digits.
    init(hex: String) {
        var digits = hex[...]
        var bytes: [UInt8] = []
        while digits.count >= 2 {
            bytes.append(UInt8(digits.prefix(2), radix: 16) ?? 0)
            digits = digits.dropFirst(2)
        }
        self.init(bytes: bytes)
    }

    /// Pairs of hexadecimal digits.
    var hex: String {
        readableBytesView.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
