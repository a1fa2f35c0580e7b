/// The status of a response; two bytes on the wire, any value is kept.
///
/// Peers break on values that do not exist (10 to 15, 19 and above), so send only those named here.
/// Source: sofa-bolt `ResponseStatus.java`.
public struct BoltStatus: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number on the wire.
    public let rawValue: UInt16

    /// A status from its number.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// Answered. An application's own error has this status too, and the error header.
    public static let success = BoltStatus(rawValue: 0)
    /// Unspecified error.
    public static let error = BoltStatus(rawValue: 1)
    /// The server broke while it handled the request.
    public static let serverException = BoltStatus(rawValue: 2)
    /// What anthunder answers when the service threw.
    public static let unknown = BoltStatus(rawValue: 3)
    /// The server is full: it has not begun with the request.
    public static let busy = BoltStatus(rawValue: 4)
    /// Communication error.
    public static let communicationError = BoltStatus(rawValue: 5)
    /// No such service or method here: nothing was executed.
    public static let noProcessor = BoltStatus(rawValue: 6)
    /// The request's time was over before the answer was there.
    public static let timeout = BoltStatus(rawValue: 7)
    /// The client could not send.
    public static let clientSendError = BoltStatus(rawValue: 8)
    /// A codec failed.
    public static let codecException = BoltStatus(rawValue: 9)
    /// The connection was closed.
    public static let connectionClosed = BoltStatus(rawValue: 16)
    /// The server could not serialize its answer.
    public static let serverSerializationException = BoltStatus(rawValue: 17)
    /// The server could not read the request: nothing was executed.
    public static let serverDeserializationException = BoltStatus(rawValue: 18)

    private static let names: [UInt16: String] = [
        0: "SUCCESS", 1: "ERROR", 2: "SERVER_EXCEPTION", 3: "UNKNOWN",
        4: "SERVER_THREADPOOL_BUSY", 5: "ERROR_COMM", 6: "NO_PROCESSOR", 7: "TIMEOUT",
        8: "CLIENT_SEND_ERROR", 9: "CODEC_EXCEPTION", 16: "CONNECTION_CLOSED",
        17: "SERVER_SERIAL_EXCEPTION", 18: "SERVER_DESERIAL_EXCEPTION",
    ]

    /// The name SOFABolt gives it and its number: `NO_PROCESSOR (6)`.
    public var description: String {
        "\(Self.names[rawValue] ?? "undefined status") (\(rawValue))"
    }
}
