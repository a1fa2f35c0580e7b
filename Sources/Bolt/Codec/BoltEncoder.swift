import NIOCore
import Wire

/// Writes frames as bytes.
public struct BoltEncoder: Sendable {
    /// How large the parts of a frame may be.
    public let limits: BoltLimits

    /// An encoder with limits.
    public init(limits: BoltLimits = BoltLimits()) {
        self.limits = limits
    }

    /// Appends a frame.
    ///
    /// - Throws: ``BoltFault`` when a part is too long; nothing was written then.
    public func encode(_ frame: BoltFrame, into buffer: inout ByteBuffer) throws(BoltFault) {
        let className = frame.className.utf8.count
        let header = frame.header.bytes.readableBytes
        let content = frame.content.readableBytes
        if className > BoltLimits.name { throw .classNameTooLong(className) }
        if header > BoltLimits.name { throw .headerTooLong(header) }
        if content > limits.content { throw .contentTooLong(content, limit: limits.content) }
        buffer.reserveCapacity(minimumWritableBytes: 28 + className + header + content)
        let start = buffer.writerIndex
        writeHead(of: frame, into: &buffer)
        buffer.writeMultipleIntegers(
            UInt16(truncatingIfNeeded: className), UInt16(truncatingIfNeeded: header),
            UInt32(truncatingIfNeeded: content))
        buffer.writeString(frame.className)
        buffer.writeImmutableBuffer(frame.header.bytes)
        buffer.writeImmutableBuffer(frame.content)
        if frame.dialect.hasChecksum { writeChecksum(from: start, into: &buffer) }
    }

    private func writeHead(of frame: BoltFrame, into buffer: inout ByteBuffer) {
        switch frame.dialect {
        case .v1: buffer.writeInteger(UInt8(1))
        case .v2(let version, _): buffer.writeMultipleIntegers(UInt8(2), version)
        }
        let type: FrameHead.FrameType
        switch frame.kind {
        case .response: type = .response
        case .request: type = .request
        case .oneway: type = .oneway
        }
        buffer.writeMultipleIntegers(
            type.rawValue, frame.command.rawValue, frame.commandVersion, frame.requestID,
            frame.codec.rawValue)
        if case .v2(_, let switches) = frame.dialect { buffer.writeInteger(switches) }
        switch frame.kind {
        case .response(let status): buffer.writeInteger(status.rawValue)
        case .request(let timeout), .oneway(let timeout): buffer.writeInteger(timeout)
        }
    }

    private func writeChecksum(from start: Int, into buffer: inout ByteBuffer) {
        let checksum = buffer.withUnsafeReadableBytes { bytes in
            CRC32.checksum(
                UnsafeRawBufferPointer(rebasing: bytes[(start - buffer.readerIndex)...]))
        }
        buffer.writeInteger(checksum)
    }
}
