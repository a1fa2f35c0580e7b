import NIOCore

/// An answer: what a processor gives, and what a request gets.
public struct BoltReply: Hashable, Sendable {
    /// 0 when answered.
    public var status: BoltStatus
    /// The class of the content.
    public var className: String
    /// How the content is serialized; nil in a processor's answer: as the request was.
    public var codec: ContentCodec?
    /// Pairs of texts.
    public var header: BoltHeader
    /// The payload. A processor's answer must have one: an empty one is never sent (peers hang or
    /// fail over it), a status 2 is sent instead.
    public var content: ByteBuffer

    /// An answer; a success unless said otherwise.
    public init(
        status: BoltStatus = .success, className: String, codec: ContentCodec? = nil,
        header: BoltHeader = BoltHeader(), content: ByteBuffer
    ) {
        self.status = status
        self.className = className
        self.codec = codec
        self.header = header
        self.content = content
    }

    /// A successful answer from an array of bytes.
    public init(className: String, bytes: [UInt8]) {
        self.init(className: className, content: ByteBuffer(bytes: bytes))
    }

    /// The form of errors that all known peers take: a status other than 0, the request's codec,
    /// the class of a response, the error header, and a text as UTF-8.
    ///
    /// - Parameter text: what went wrong; cut at 4096 characters.
    public static func failure(_ status: BoltStatus, _ text: String) -> BoltReply {
        BoltReply(
            status: status, className: ClassName.sofaResponse, header: SofaHeader.errorMark,
            content: ByteBuffer(string: String(text.prefix(4096))))
    }

    /// The content as an array of bytes.
    public var bytes: [UInt8] { Array(content.readableBytesView) }
}
