import Foundation
import Wire

/// What a branch did, so that it can be undone: the contents of `undo_log.rollback_info`.
///
/// Versioned JSON, with a checksum in the row's `context`: `serializer=json&version=1&crc=1a2b3c4d`.
struct UndoLog: Hashable, Sendable, Codable {
    static let version = 1

    var version = UndoLog.version
    /// In the order they were made.
    var changes: [ChangeImage]

    init(_ changes: [ChangeImage]) {
        self.changes = changes
    }

    /// Why an undo log cannot be read: nothing may be undone from it.
    struct Damaged: Error, Hashable {
        let reason: String
    }

    func encoded() throws -> (context: String, info: String) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let info = String(decoding: try encoder.encode(self), as: UTF8.self)
        return ("serializer=json&version=\(version)&crc=\(Self.checksum(info))", info)
    }

    init(context: String, info: String) throws(Damaged) {
        let crc = Self.checksum(info)
        guard context == "serializer=json&version=\(Self.version)&crc=\(crc)" else {
            throw Damaged(reason: "its context is \(context), and its checksum \(crc)")
        }
        do {
            self = try JSONDecoder().decode(UndoLog.self, from: Data(info.utf8))
        } catch {
            throw Damaged(reason: "\(error)")
        }
    }

    private static func checksum(_ text: String) -> String {
        var text = text
        return text.withUTF8 { String(CRC32.checksum(UnsafeRawBufferPointer($0)), radix: 16) }
    }
}
