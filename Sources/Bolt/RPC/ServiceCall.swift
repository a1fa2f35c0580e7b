/// A call of a service method.
public struct ServiceCall: Hashable, Sendable {
    /// The unique name of the service, `interface:1.0:uniqueId`.
    public var service: String
    /// The method.
    public var method: String
    /// The argument message in protobuf; not empty.
    public var argument: [UInt8]
    /// For everything: finding, connecting, calling, trying another provider.
    public var deadline: Duration
    /// The calling application.
    public var application: String
    /// The application that is called, for who records calls; empty when not known.
    public var targetApplication = ""
    /// Further headers: trace context, baggage.
    public var headers: [String: String]
    /// Whether the call may safely be executed twice: only then is it repeated elsewhere when it may
    /// have been executed already.
    public var isIdempotent: Bool

    /// A call; 3 s and not idempotent unless said otherwise.
    public init(
        service: String, method: String, argument: [UInt8], deadline: Duration = .seconds(3),
        application: String = "", headers: [String: String] = [:], isIdempotent: Bool = false
    ) {
        self.service = service
        self.method = method
        self.argument = argument
        self.deadline = deadline
        self.application = application
        self.headers = headers
        self.isIdempotent = isIdempotent
    }

    /// A call of a service by its name; 3 s and not idempotent unless said otherwise.
    public init(
        service: ServiceName, method: String, argument: [UInt8], deadline: Duration = .seconds(3),
        application: String = "", headers: [String: String] = [:], isIdempotent: Bool = false
    ) {
        self.init(
            service: service.description, method: method, argument: argument, deadline: deadline,
            application: application, headers: headers, isIdempotent: isIdempotent)
    }

    /// The call as a request, with all headers that Java and anthunder servers need.
    var message: BoltMessage {
        var pairs = [
            ("\(SofaHeader.targetService)", service),
            ("\(SofaHeader.method)", method),
            ("\(SofaHeader.service)", service),
            ("\(SofaHeader.targetApplication)", ""),
            ("\(SofaHeader.protocolName)", "bolt"),
            ("\(SofaHeader.callType)", "sync"),
            ("\(SofaHeader.application)", application),
        ]
        for (key, value) in headers.sorted(by: { $0.key < $1.key }) { pairs.append((key, value)) }
        return BoltMessage(
            className: ClassName.sofaRequest, header: BoltHeader(pairs), bytes: argument)
    }
}
