/// How an error crosses a process boundary: `{"error":{"code":"insufficient_stock","message":"..."}}`.
///
/// The code is stable and never translated; the message is English for logs and scripts. What a
/// person reads is written by the interface from code and details.
public struct ErrorReply: Codable, Equatable, Sendable {
    /// The error inside the envelope.
    public struct Body: Codable, Equatable, Sendable {
        /// Stable, lower case with underscores.
        public var code: String
        /// One English sentence.
        public var message: String
        /// Particulars by name, for instance `{"stock":"3"}`.
        public var details: [String: String]?

        /// A body from its parts.
        public init(code: String, message: String, details: [String: String]? = nil) {
            self.code = code
            self.message = message
            self.details = details
        }
    }

    /// The error.
    public var error: Body

    /// An error from its code and message.
    public init(code: String, message: String, details: [String: String]? = nil) {
        self.error = Body(code: code, message: message, details: details)
    }
}
