import CoordinatorAPI

/// One frame of Seata's protocol, version 1.
///
/// ```
///  0      2       3             7             9      10      11           12         16
///  magic  version full length   head length   kind   codec   compressor   request id  head map, body
///  DADA   01      int32         int16                01      00           int32
/// ```
/// Source: apache/incubator-seata, `core/rpc/netty/v1/ProtocolDecoderV1.java`.
public struct SeataFrame: Hashable, Sendable {
    /// What a frame is to its receiver, numbered as on the wire.
    public enum Kind: UInt8, Sendable {
        /// Wants an answer.
        case request = 0
        /// The answer, with the request's id.
        case response = 1
        /// Wants no answer of its own; what Java clients merge comes so, and is answered all the same.
        case oneway = 2
        /// Are you there?
        case heartbeatRequest = 3
        /// I am.
        case heartbeatResponse = 4
    }

    /// What it is to its receiver.
    public var kind: Kind
    /// Of the asker's making; an answer repeats it.
    public var id: Int32
    /// The head map: names and values, in order.
    public var headers: [Header]
    /// What it says; nil in heartbeats only.
    public var body: SeataBody?

    /// A pair of the head map.
    public struct Header: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its value; nil for Java's null.
        public var value: String?

        /// A pair from its parts.
        public init(name: String, value: String?) {
            self.name = name
            self.value = value
        }
    }

    /// A frame from its parts.
    public init(_ kind: Kind, id: Int32, headers: [Header] = [], body: SeataBody?) {
        self.kind = kind
        self.id = id
        self.headers = headers
        self.body = body
    }
}
