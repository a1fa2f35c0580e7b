import NIOCore

/// One frame of SOFABolt, v1 or v2, as a value. A decoded frame encodes to the same bytes.
///
/// Source: the wire tables of sofa-bolt (`RpcCommandEncoder.java`, `RpcCommandEncoderV2.java`).
public struct BoltFrame: Hashable, Sendable {
    /// What a frame is for.
    public enum Command: UInt16, Hashable, Sendable {
        /// A sign of life, and the answer to it.
        case heartbeat = 0
        /// A request.
        case request = 1
        /// An answer.
        case response = 2
    }

    /// The frame's type, with what only that type has.
    public enum Kind: Hashable, Sendable {
        /// Answers a frame, with a status.
        case response(BoltStatus)
        /// Wants an answer within so many milliseconds; 0 and below: no limit of its own.
        case request(timeout: Int32)
        /// Wants no answer of any kind, not even for errors.
        case oneway(timeout: Int32)
    }

    /// The framing.
    public var dialect: BoltDialect
    /// What it is for.
    public var command: Command
    /// Request, oneway or response.
    public var kind: Kind
    /// The version of the command; always 1 in practice, kept as it came.
    public var commandVersion: UInt8
    /// Ties an answer to its request; opaque, unique among those in flight on a connection.
    public var requestID: UInt32
    /// How ``content`` is serialized.
    public var codec: ContentCodec
    /// Selects the processor at the receiver; at most ``BoltLimits/name`` bytes.
    public var className: String
    /// Pairs of texts; at most ``BoltLimits/name`` bytes.
    public var header: BoltHeader
    /// The payload; at most ``BoltLimits/content`` bytes.
    public var content: ByteBuffer

    /// A frame; an empty v1 one unless said otherwise.
    public init(
        dialect: BoltDialect = .v1, command: Command, kind: Kind, commandVersion: UInt8 = 1,
        requestID: UInt32, codec: ContentCodec, className: String = "",
        header: BoltHeader = BoltHeader(), content: ByteBuffer = ByteBuffer()
    ) {
        self.dialect = dialect
        self.command = command
        self.kind = kind
        self.commandVersion = commandVersion
        self.requestID = requestID
        self.codec = codec
        self.className = className
        self.header = header
        self.content = content
    }

    /// A sign of life, as Java sends it: codec 1, no time limit.
    public static func heartbeat(id: UInt32, dialect: BoltDialect = .v1) -> BoltFrame {
        BoltFrame(
            dialect: dialect, command: .heartbeat, kind: .request(timeout: -1), requestID: id,
            codec: .hessian2)
    }

    /// The answer to a sign of life: codec 1 whatever was asked in, switches off.
    public static func heartbeatAnswer(to frame: BoltFrame) -> BoltFrame {
        BoltFrame(
            dialect: frame.dialect.plain, command: .heartbeat, kind: .response(.success),
            requestID: frame.requestID, codec: .hessian2)
    }
}
