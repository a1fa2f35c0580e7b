import NIOCore

/// What a request carries, apart from the framing: the connection adds id, time limit and dialect.
public struct BoltMessage: Hashable, Sendable {
    /// Selects the processor at the receiver.
    public var className: String
    /// How the content is serialized.
    public var codec: ContentCodec
    /// Pairs of texts.
    public var header: BoltHeader
    /// The payload.
    public var content: ByteBuffer

    /// A message; protobuf without a header unless said otherwise.
    public init(
        className: String, codec: ContentCodec = .protobuf, header: BoltHeader = BoltHeader(),
        content: ByteBuffer
    ) {
        self.className = className
        self.codec = codec
        self.header = header
        self.content = content
    }

    /// A message from an array of bytes.
    public init(
        className: String, codec: ContentCodec = .protobuf, header: BoltHeader = BoltHeader(),
        bytes: [UInt8]
    ) {
        self.init(
            className: className, codec: codec, header: header, content: ByteBuffer(bytes: bytes))
    }
}
