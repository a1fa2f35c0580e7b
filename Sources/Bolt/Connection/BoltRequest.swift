import NIOCore

/// A request as its processor sees it.
public struct BoltRequest: Sendable {
    /// Selected the processor.
    public let className: String
    /// How the content is serialized.
    public let codec: ContentCodec
    /// Pairs of texts.
    public let header: BoltHeader
    /// The payload.
    public let content: ByteBuffer
    /// The time the sender gives for the answer; nil when it set no limit.
    public let timeout: Duration?
    /// Whether no answer is wanted: whatever the processor gives is dropped.
    public let isOneway: Bool
    /// Where it came from: requests may be sent back the same way.
    public let connection: BoltConnection

    /// The content as an array of bytes.
    public var bytes: [UInt8] { Array(content.readableBytesView) }

    init(
        _ frame: BoltFrame, timeout milliseconds: Int32, isOneway: Bool,
        connection: BoltConnection
    ) {
        className = frame.className
        codec = frame.codec
        header = frame.header
        content = frame.content
        timeout = milliseconds > 0 ? .milliseconds(Int64(milliseconds)) : nil
        self.isOneway = isOneway
        self.connection = connection
    }
}
