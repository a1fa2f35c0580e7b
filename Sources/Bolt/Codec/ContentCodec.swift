/// How the content of a frame is serialized; one byte on the wire, any value is kept.
public struct ContentCodec: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The byte on the wire.
    public let rawValue: UInt8

    /// A codec from its byte.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Hessian, in the draft form of sofa-hessian 3.x; also the codec of heartbeats.
    public static let hessian2 = ContentCodec(rawValue: 1)
    /// Protocol Buffers: the one codec of our services.
    public static let protobuf = ContentCodec(rawValue: 11)
    /// JSON (Jackson).
    public static let json = ContentCodec(rawValue: 12)

    /// `protobuf`, or `codec 13`.
    public var description: String {
        switch self {
        case .hessian2: "hessian2"
        case .protobuf: "protobuf"
        case .json: "json"
        default: "codec \(rawValue)"
        }
    }
}
