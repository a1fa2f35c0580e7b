/// Why bytes are not a frame, or a frame cannot be written. After a fault in what was received the
/// place of the next frame is unknown: the connection has to be closed.
public enum SeataFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The first two bytes are not DADA: the peer speaks something else.
    case notSeata(UInt16)
    /// The version is not 1; Seata before 0.7 spoke 0.
    case unknownVersion(UInt8)
    /// The full length is below the head's, or above the limit, in bytes.
    case wrongLength(Int, limit: Int)
    /// The head's length is below 16 or above the frame's, in bytes.
    case wrongHeadLength(Int)
    /// The kind is none of 0 to 4.
    case unknownKind(UInt8)
    /// The body is not written in Seata's own codec.
    case unknownCodec(UInt8)
    /// The body is compressed.
    case compressed(UInt8)
    /// No message has this number.
    case unknownMessage(Int16)
    /// A number stands where none of its kind has a meaning.
    case unknownValue(field: String, Int)
    /// A text or a list ends beyond its frame, or its length is negative.
    case truncated(field: String)
    /// A text is no UTF-8.
    case notText(field: String)
    /// A text to be written is longer than its length can tell, in bytes.
    case tooLong(field: String, Int)
    /// A message that may not stand inside a merged one does.
    case notMergeable(Int16)

    /// One sentence for a log.
    public var description: String {
        switch self {
        case .notSeata(let magic):
            "the first two bytes are \(String(magic, radix: 16)), and a frame of Seata begins with dada"
        case .unknownVersion(let version):
            "version \(version) of Seata's protocol is not spoken here"
        case .wrongLength(let length, let limit):
            "a frame of \(length) bytes is not within 16 to \(limit)"
        case .wrongHeadLength(let length): "a head of \(length) bytes does not fit its frame"
        case .unknownKind(let kind): "frame kind \(kind) does not exist"
        case .unknownCodec(let codec): "codec \(codec) is not spoken here, only 1"
        case .compressed(let compressor): "compressor \(compressor) is not spoken here, only 0"
        case .unknownMessage(let code): "message \(code) is not known"
        case .unknownValue(let field, let value): "\(field) \(value) does not exist"
        case .truncated(let field): "\(field) ends beyond its frame"
        case .notText(let field): "\(field) is no UTF-8"
        case .tooLong(let field, let count): "\(field) of \(count) bytes is too long to be written"
        case .notMergeable(let code): "message \(code) may not stand inside a merged one"
        }
    }
}
