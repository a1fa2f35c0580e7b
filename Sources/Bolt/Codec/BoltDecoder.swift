import NIOCore
import Wire

/// Reads frames from bytes, one at a time; decides only, and keeps nothing between calls.
///
/// A fault is found as early as its bytes are there: a peer that speaks HTTP is recognised by its
/// first byte.
public struct BoltDecoder: Sendable {
    /// What a look at the bytes gave.
    public enum Decoded: Hashable, Sendable {
        /// A frame, taken from the bytes.
        case frame(BoltFrame)
        /// Part of a frame: nothing was taken, more bytes are needed.
        case needsMore
        /// Not a frame: nothing was taken, and nothing after it can be read either.
        case fault(BoltFault)
    }

    /// How large the parts of a frame may be.
    public let limits: BoltLimits

    /// A decoder with limits.
    public init(limits: BoltLimits = BoltLimits()) {
        self.limits = limits
    }

    /// Takes the next frame from the buffer.
    public func decode(_ buffer: inout ByteBuffer) -> Decoded {
        do throws(BoltFault) {
            guard let head = try FrameHead(buffer) else { return .needsMore }
            guard let lengths = try lengths(of: head, in: buffer) else { return .needsMore }
            let trailer = head.dialect.hasChecksum ? 4 : 0
            let covered = head.size + lengths.className + lengths.header + lengths.content
            guard buffer.readableBytes >= covered + trailer else { return .needsMore }
            if trailer > 0 { try verifyChecksum(in: buffer, covered: covered) }
            return .frame(take(head, lengths, trailer: trailer, from: &buffer))
        } catch {
            return .fault(error)
        }
    }

    private struct Lengths {
        var className: Int
        var header: Int
        var content: Int
    }

    private func lengths(
        of head: FrameHead, in buffer: ByteBuffer
    ) throws(BoltFault) -> Lengths? {
        let at = buffer.readerIndex + head.size - 8
        guard let className = buffer.getInteger(at: at, as: UInt16.self),
            let header = buffer.getInteger(at: at + 2, as: UInt16.self),
            let content = buffer.getInteger(at: at + 4, as: Int32.self)
        else { return nil }
        if className > BoltLimits.name { throw .classNameTooLong(Int(className)) }
        if header > BoltLimits.name { throw .headerTooLong(Int(header)) }
        if content < 0 || content > limits.content {
            throw .contentTooLong(Int(content), limit: limits.content)
        }
        return Lengths(className: Int(className), header: Int(header), content: Int(content))
    }

    private func verifyChecksum(in buffer: ByteBuffer, covered: Int) throws(BoltFault) {
        let computed = buffer.withUnsafeReadableBytes { bytes in
            CRC32.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<covered]))
        }
        let found = buffer.getInteger(at: buffer.readerIndex + covered, as: UInt32.self) ?? 0
        if found != computed { throw .badChecksum(found: found, computed: computed) }
    }

    /// All bytes are known to be there.
    private func take(
        _ head: FrameHead, _ lengths: Lengths, trailer: Int, from buffer: inout ByteBuffer
    ) -> BoltFrame {
        let start = buffer.readerIndex
        let idAt = start + (head.dialect == .v1 ? 5 : 6)
        let codecAt = idAt + 4
        let extraAt = codecAt + (head.dialect == .v1 ? 1 : 2)
        let kind: BoltFrame.Kind
        switch head.type {
        case .response:
            let status = buffer.getInteger(at: extraAt, as: UInt16.self) ?? 0
            kind = .response(BoltStatus(rawValue: status))
        case .request: kind = .request(timeout: buffer.getInteger(at: extraAt) ?? 0)
        case .oneway: kind = .oneway(timeout: buffer.getInteger(at: extraAt) ?? 0)
        }
        let commandVersion: UInt8 = buffer.getInteger(at: idAt - 1) ?? 0
        let id: UInt32 = buffer.getInteger(at: idAt) ?? 0
        let codec: UInt8 = buffer.getInteger(at: codecAt) ?? 0
        buffer.moveReaderIndex(forwardBy: head.size)
        let className = buffer.withUnsafeReadableBytes { bytes in
            ClassName.text(of: UnsafeRawBufferPointer(rebasing: bytes[..<lengths.className]))
        }
        buffer.moveReaderIndex(forwardBy: lengths.className)
        let header = buffer.readSlice(length: lengths.header) ?? ByteBuffer()
        let content = buffer.readSlice(length: lengths.content) ?? ByteBuffer()
        buffer.moveReaderIndex(forwardBy: trailer)
        return BoltFrame(
            dialect: head.dialect, command: head.command, kind: kind,
            commandVersion: commandVersion, requestID: id,
            codec: ContentCodec(rawValue: codec), className: className,
            header: BoltHeader(bytes: header), content: content)
    }
}
