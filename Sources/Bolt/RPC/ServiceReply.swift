/// What a service method answers.
public enum ServiceReply: Hashable, Sendable {
    /// The result message; must not be empty, so that every peer can read it.
    case result([UInt8])
    /// A failure of the framework's kind, with a status other than 0 and a text for the caller.
    /// Outcomes of the business belong into the result message.
    case failure(BoltStatus, String)

    var boltReply: BoltReply {
        switch self {
        case .result(let bytes): BoltReply(className: ClassName.sofaResponse, bytes: bytes)
        case .failure(let status, let text):
            .failure(status == .success ? .serverException : status, text)
        }
    }
}
