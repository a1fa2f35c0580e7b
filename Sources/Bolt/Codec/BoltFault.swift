/// Why bytes are not a frame, or a frame cannot be written. After a fault in what was received the
/// place of the next frame is unknown: the connection has to be closed.
public enum BoltFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The first byte is neither 1 nor 2: the peer speaks something else.
    case unknownProtocol(UInt8)
    /// The version byte of a v2 frame is neither 1 nor 2.
    case unknownVersion(UInt8)
    /// The type is not response (0), request (1) or oneway (2).
    case unknownType(UInt8)
    /// The command is not heartbeat (0), request (1) or response (2), or does not fit the type.
    case unknownCommand(UInt16, type: UInt8)
    /// The class name is longer than ``BoltLimits/name``, in bytes.
    case classNameTooLong(Int)
    /// The header is longer than ``BoltLimits/name``, in bytes.
    case headerTooLong(Int)
    /// The content's length is negative or above ``BoltLimits/content``, in bytes.
    case contentTooLong(Int, limit: Int)
    /// The CRC-32 at the frame's end is not that of its bytes.
    case badChecksum(found: UInt32, computed: UInt32)

    /// One sentence for a log.
    public var description: String {
        switch self {
        case .unknownProtocol(let byte):
            "the first byte is \(byte), and a Bolt frame begins with 1 or 2"
        case .unknownVersion(let version): "version \(version) of Bolt v2 does not exist"
        case .unknownType(let type): "frame type \(type) does not exist"
        case .unknownCommand(let command, let type):
            "command \(command) does not exist for frame type \(type)"
        case .classNameTooLong(let count):
            "a class name of \(count) bytes is longer than \(BoltLimits.name)"
        case .headerTooLong(let count):
            "a header of \(count) bytes is longer than \(BoltLimits.name)"
        case .contentTooLong(let count, let limit):
            "a content length of \(count) bytes is not within 0 to \(limit)"
        case .badChecksum(let found, let computed):
            "the checksum is \(found), and the frame's bytes give \(computed)"
        }
    }
}
