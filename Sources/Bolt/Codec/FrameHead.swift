import NIOCore

/// The first bytes of a frame, which say how the rest is laid out.
///
/// v1: proto, type, command (2). v2: proto, version, type, command (2); its switches come after the
/// codec. The fixed part's size follows from the type, not from the command.
struct FrameHead {
    enum FrameType: UInt8 {
        case response = 0
        case request = 1
        case oneway = 2
    }

    let dialect: BoltDialect
    let type: FrameType
    let command: BoltFrame.Command

    /// The size of the fixed part: 22 and 20 bytes in v1, 24 and 22 in v2.
    var size: Int {
        (type == .response ? 20 : 22) + (dialect == .v1 ? 0 : 2)
    }

    /// Reads the head without taking it; nil when bytes are missing.
    init?(_ buffer: ByteBuffer) throws(BoltFault) {
        let start = buffer.readerIndex
        guard let proto = buffer.getInteger(at: start, as: UInt8.self) else { return nil }
        var version: UInt8?
        switch proto {
        case 1: break
        case 2:
            guard let byte = buffer.getInteger(at: start + 1, as: UInt8.self) else { return nil }
            guard byte == 1 || byte == 2 else { throw .unknownVersion(byte) }
            version = byte
        default: throw .unknownProtocol(proto)
        }
        let typeAt = start + (version == nil ? 1 : 2)
        guard let typeByte = buffer.getInteger(at: typeAt, as: UInt8.self) else { return nil }
        guard let type = FrameType(rawValue: typeByte) else { throw .unknownType(typeByte) }
        guard let number = buffer.getInteger(at: typeAt + 1, as: UInt16.self) else { return nil }
        guard let command = BoltFrame.Command(rawValue: number), Self.fits(command, type) else {
            throw .unknownCommand(number, type: typeByte)
        }
        if let version {
            guard let switches = buffer.getInteger(at: start + 11, as: UInt8.self) else {
                return nil
            }
            dialect = .v2(version: version, switches: switches)
        } else {
            dialect = .v1
        }
        self.type = type
        self.command = command
    }

    private static func fits(_ command: BoltFrame.Command, _ type: FrameType) -> Bool {
        switch command {
        case .heartbeat: true
        case .request: type != .response
        case .response: type == .response
        }
    }
}
