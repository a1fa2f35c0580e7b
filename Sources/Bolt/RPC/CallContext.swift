/// What a service method may know of a call beside its argument.
public struct CallContext: Sendable {
    /// The service as the caller named it.
    public let service: String
    /// The method.
    public let method: String
    private let request: BoltRequest

    init(service: String, method: String, request: BoltRequest) {
        self.service = service
        self.method = method
        self.request = request
    }

    /// The header of the call as it came.
    var header: BoltHeader { request.header }
    /// The caller's application; empty when it does not say.
    public var application: String { request.header[SofaHeader.application] ?? "" }
    /// The time the caller gives; nil when it set no limit.
    public var timeout: Duration? { request.timeout }
    /// Whether no answer is wanted.
    public var isOneway: Bool { request.isOneway }
    /// The caller's address.
    public var remoteAddress: String { request.connection.remoteAddress }
    /// All headers of the call, trace and baggage among them.
    public var headers: [String: String] { request.header.dictionary ?? [:] }
}
