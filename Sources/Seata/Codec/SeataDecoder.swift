import NIOCore

/// Reads frames from bytes, one at a time; decides only, and keeps nothing between calls.
public struct SeataDecoder: Sendable {
    /// What a look at the bytes gave.
    public enum Decoded: Hashable, Sendable {
        /// A frame, taken from the bytes.
        case frame(SeataFrame)
        /// Part of a frame: nothing was taken, more bytes are needed.
        case needsMore
        /// Not a frame: nothing after it can be read either.
        case fault(SeataFault)
    }

    /// The largest frame that Seata's own decoder takes, in bytes.
    public static let largestFrame = 8 << 20

    /// The largest frame, in bytes.
    public let limit: Int

    /// A decoder that takes frames of at most so many bytes.
    public init(limit: Int = SeataDecoder.largestFrame) {
        self.limit = limit
    }

    /// Takes the next frame from the buffer.
    public func decode(_ buffer: inout ByteBuffer) -> Decoded {
        do throws(SeataFault) {
            guard let head = try SeataHead(buffer, limit: limit),
                let bytes = buffer.getSlice(at: buffer.readerIndex, length: head.length)
            else { return .needsMore }
            let frame = try frame(head, bytes)
            buffer.moveReaderIndex(forwardBy: head.length)
            return .frame(frame)
        } catch {
            return .fault(error)
        }
    }

    private func frame(_ head: SeataHead, _ bytes: ByteBuffer) throws(SeataFault) -> SeataFrame {
        var reader = SeataReader(bytes: bytes)
        reader.skip(SeataHead.size)
        var headers: [SeataFrame.Header] = []
        while reader.offset < head.headLength {
            let name = try reader.text("a header's name")
            headers.append(.init(name: name ?? "", value: try reader.text("header \(name ?? "")")))
        }
        guard reader.offset == head.headLength else { throw .truncated(field: "the head map") }
        switch head.kind {
        case .heartbeatRequest, .heartbeatResponse:
            return SeataFrame(head.kind, id: head.id, headers: headers, body: nil)
        case .request, .response, .oneway:
            let body = try SeataBody(from: &reader)
            return SeataFrame(head.kind, id: head.id, headers: headers, body: body)
        }
    }
}

/// The first sixteen bytes of a frame.
struct SeataHead {
    static let size = 16
    static let magic: UInt16 = 0xDADA
    static let version: UInt8 = 1
    static let codec: UInt8 = 1

    let length: Int
    let headLength: Int
    let kind: SeataFrame.Kind
    let id: Int32

    /// Nil while bytes are missing; a fault is found as early as its bytes are there.
    init?(_ buffer: ByteBuffer, limit: Int) throws(SeataFault) {
        let start = buffer.readerIndex
        guard let magic = buffer.getInteger(at: start, as: UInt16.self) else { return nil }
        guard magic == Self.magic else { throw .notSeata(magic) }
        guard let version = buffer.getInteger(at: start + 2, as: UInt8.self) else { return nil }
        guard version == Self.version else { throw .unknownVersion(version) }
        guard let length = buffer.getInteger(at: start + 3, as: Int32.self),
            let headLength = buffer.getInteger(at: start + 7, as: Int16.self),
            let kind = buffer.getInteger(at: start + 9, as: UInt8.self),
            let codec = buffer.getInteger(at: start + 10, as: UInt8.self),
            let compressor = buffer.getInteger(at: start + 11, as: UInt8.self),
            let id = buffer.getInteger(at: start + 12, as: Int32.self)
        else { return nil }
        guard length >= Self.size, length <= limit else {
            throw .wrongLength(Int(length), limit: limit)
        }
        guard headLength >= Self.size, headLength <= length else {
            throw .wrongHeadLength(Int(headLength))
        }
        guard let known = SeataFrame.Kind(rawValue: kind) else { throw .unknownKind(kind) }
        let isHeartbeat = known == .heartbeatRequest || known == .heartbeatResponse
        guard isHeartbeat || codec == Self.codec else { throw .unknownCodec(codec) }
        guard compressor == 0 else { throw .compressed(compressor) }
        self.length = Int(length)
        self.headLength = Int(headLength)
        self.kind = known
        self.id = id
    }
}
