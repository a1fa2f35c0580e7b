/// A frame of Seata's protocol as the coordinator received or sent it, decoded and as bytes.
public struct FrameView: Codable, Hashable, Sendable {
    /// A part of what it says.
    public struct Field: Codable, Hashable, Sendable {
        /// Its name, as Seata has it.
        public var name: String
        /// Its value as text.
        public var value: String

        /// A field from its parts.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Microseconds after the first frame of the transaction that is still known.
    public var offset: Int64
    /// The application at the other end; empty when it has not said who it is.
    public var peer: String
    /// Whether the coordinator received it.
    public var isReceived: Bool
    /// The id that a question and its answer share.
    public var id: Int32
    /// What it is, by the name of Seata's class: `BranchRegisterRequest`.
    public var name: String
    /// What it says of the transaction, in the order of the wire.
    public var fields: [Field]
    /// How many bytes it has.
    public var length: Int
    /// The first of them, 512 at most, as hexadecimal digits.
    public var bytes: String

    /// A view from its parts.
    public init(
        offset: Int64, peer: String, isReceived: Bool, id: Int32, name: String, fields: [Field],
        length: Int, bytes: String
    ) {
        self.offset = offset
        self.peer = peer
        self.isReceived = isReceived
        self.id = id
        self.name = name
        self.fields = fields
        self.length = length
        self.bytes = bytes
    }
}

/// The answer to `GET /transactions/XID/frames`.
public struct FramesAnswer: Codable, Hashable, Sendable {
    /// In the order they came and went; the oldest may be gone.
    public var frames: [FrameView]

    /// An answer.
    public init(frames: [FrameView]) {
        self.frames = frames
    }
}
