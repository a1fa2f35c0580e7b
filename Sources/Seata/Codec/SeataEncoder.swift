import CoordinatorAPI
import NIOCore

/// Writes frames as bytes.
public struct SeataEncoder: Sendable {
    /// An encoder.
    public init() {}

    /// Appends a frame; what is already in the buffer stays when it cannot be written.
    public func encode(
        _ frame: SeataFrame, into buffer: inout ByteBuffer
    ) throws(SeataFault) {
        var writer = SeataWriter()
        for header in frame.headers {
            try writer.write(header.name, "a header's name")
            try writer.write(header.value, "header \(header.name)")
        }
        let headLength = SeataHead.size + writer.bytes.readableBytes
        guard let shortHeadLength = Int16(exactly: headLength) else {
            throw .wrongHeadLength(headLength)
        }
        try frame.body?.write(into: &writer)
        let length = SeataHead.size + writer.bytes.readableBytes
        guard length <= SeataDecoder.largestFrame else {
            throw .wrongLength(length, limit: SeataDecoder.largestFrame)
        }
        buffer.writeInteger(SeataHead.magic)
        buffer.writeInteger(SeataHead.version)
        buffer.writeInteger(Int32(length))
        buffer.writeInteger(shortHeadLength)
        buffer.writeInteger(frame.kind.rawValue)
        buffer.writeInteger(SeataHead.codec)
        buffer.writeInteger(UInt8(0))
        buffer.writeInteger(frame.id)
        buffer.writeBuffer(&writer.bytes)
    }
}

/// Fields of a body, written one after another.
struct SeataWriter {
    var bytes = ByteBuffer()

    mutating func write(_ number: some FixedWidthInteger) {
        bytes.writeInteger(number)
    }

    /// A text behind an int16 length, which is -1 for none.
    mutating func write(_ text: String?, _ field: String) throws(SeataFault) {
        guard let text else { return write(Int16(-1)) }
        let count = text.utf8.count
        guard let length = Int16(exactly: count) else { throw .tooLong(field: field, count) }
        write(length)
        bytes.writeString(text)
    }

    /// A text behind an int32 length.
    mutating func write(long text: String) {
        write(Int32(text.utf8.count))
        bytes.writeString(text)
    }

    mutating func write(_ xid: XID) throws(SeataFault) {
        try write(xid.text, "xid")
    }

    /// A result: good or not, and the value, or what stands for it where there is none.
    mutating func write<Value>(
        _ result: Result<Value, TransactionRefusal>, otherwise missing: Value,
        _ write: (Value, inout SeataWriter) throws(SeataFault) -> Void
    ) throws(SeataFault) {
        switch result {
        case .success(let value):
            self.write(UInt8(1))
            self.write(TransactionFault.unknown.rawValue)
            try write(value, &self)
        case .failure(let refusal):
            self.write(UInt8(0))
            try self.write(refusal.message, "message")
            self.write(refusal.fault.rawValue)
            try write(missing, &self)
        }
    }
}
