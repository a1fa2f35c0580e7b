import NIOCore

/// Fields of a body, read one after another; every one of them may be missing.
struct SeataReader {
    private var bytes: ByteBuffer
    private let start: Int

    init(bytes: ByteBuffer) {
        self.bytes = bytes
        start = bytes.readerIndex
    }

    /// How many bytes were read.
    var offset: Int { bytes.readerIndex - start }
    /// How many bytes are left.
    var left: Int { bytes.readableBytes }

    /// Passes over bytes that are known to be there.
    mutating func skip(_ count: Int) {
        bytes.moveReaderIndex(forwardBy: count)
    }

    /// A whole number.
    mutating func integer<Number: FixedWidthInteger>(
        _ field: String, as _: Number.Type = Number.self
    ) throws(SeataFault) -> Number {
        guard let number = bytes.readInteger(as: Number.self) else {
            throw .truncated(field: field)
        }
        return number
    }

    /// A number that stands for a case.
    mutating func value<Value: RawRepresentable<UInt8>>(
        _ field: String, as _: Value.Type = Value.self
    ) throws(SeataFault) -> Value {
        let number: UInt8 = try integer(field)
        guard let value = Value(rawValue: number) else {
            throw .unknownValue(field: field, Int(number))
        }
        return value
    }

    /// A text behind an int16 length; nil for Java's null.
    mutating func text(_ field: String) throws(SeataFault) -> String? {
        try text(field, length: Int(integer(field, as: Int16.self)))
    }

    /// A text behind an int16 length; Java's null is empty.
    mutating func string(_ field: String) throws(SeataFault) -> String {
        try text(field) ?? ""
    }

    /// A text behind an int32 length; Java's null is empty.
    mutating func longString(_ field: String) throws(SeataFault) -> String {
        try text(field, length: Int(integer(field, as: Int32.self))) ?? ""
    }

    private mutating func text(_ field: String, length: Int) throws(SeataFault) -> String? {
        if length == -1 { return nil }
        guard length >= 0, let slice = bytes.readSlice(length: length) else {
            throw .truncated(field: field)
        }
        guard let text = slice.withUnsafeReadableBytes({ String(validating: $0, as: UTF8.self) })
        else { throw .notText(field: field) }
        return text
    }

    /// A part of the bytes, as a reader of its own.
    mutating func part(_ field: String, length: Int) throws(SeataFault) -> SeataReader {
        guard length >= 0, let slice = bytes.readSlice(length: length) else {
            throw .truncated(field: field)
        }
        return SeataReader(bytes: slice)
    }
}
