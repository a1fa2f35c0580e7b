import NIOCore

/// The services of a server: a handler for each method, found by the headers of a call.
///
/// A call goes to the service in its header `service`, else in `sofa_head_target_service`, and to
/// the method in `sofa_head_method_name`. Its content is the one argument message, in protobuf.
public struct ServiceTable: Sendable {
    private var methods: [String: [String: ServiceHandler]] = [:]
    private var meters: ServiceMeters?

    /// A table without services.
    public init() {}

    /// The names of the services, sorted.
    public var services: [String] { methods.keys.sorted() }

    /// Adds a method that is answered in a task of its own; replaces an earlier one of the same name.
    public mutating func register(
        _ service: ServiceName, _ method: String,
        _ handler: @escaping @Sendable ([UInt8], CallContext) async -> ServiceReply
    ) {
        register(service, method, as: .concurrent(handler))
    }

    /// The table, its answers counted and timed, those of methods added later included.
    public func measured(by meters: ServiceMeters) -> ServiceTable {
        var table = self
        table.meters = meters
        return table
    }

    /// Adds a method; replaces an earlier one of the same name.
    public mutating func register(
        _ service: ServiceName, _ method: String, as handler: ServiceHandler
    ) {
        methods[service.description, default: [:]][method] = handler
    }

    /// The table as a server's processors.
    var processors: [String: BoltProcessor] {
        guard !methods.isEmpty else { return [:] }
        let table = self
        return [ClassName.sofaRequest: .routed { table.route($0) }]
    }

    /// Who answers a call, or why nobody does.
    private func route(_ request: BoltRequest) -> BoltProcessor {
        let header = request.header
        let target = header[SofaHeader.service] ?? header[SofaHeader.targetService]
        guard let service = target, let method = header[SofaHeader.method] else {
            return refuse(
                .serverDeserializationException,
                "the header lacks the service or the method of the call")
        }
        guard let handlers = methods[service] else {
            return refuse(.noProcessor, "service \(service) is not here")
        }
        guard let handler = handlers[method] else {
            return refuse(.noProcessor, "service \(service) has no method \(method)")
        }
        guard request.codec == .protobuf else {
            return refuse(
                .serverDeserializationException,
                "arguments are read as protobuf (codec 11), not as \(request.codec)")
        }
        guard request.content.readableBytes > 0 else {
            return refuse(
                .serverDeserializationException, "the content of the request is empty")
        }
        let context = CallContext(service: service, method: method, request: request)
        switch meters.map(handler.traced.measured(by:)) ?? handler.traced {
        case .immediate(let answer):
            return .immediate { answer($0.bytes, context).boltReply }
        case .concurrent(let answer):
            return .concurrent { await answer($0.bytes, context).boltReply }
        }
    }

    private func refuse(_ status: BoltStatus, _ text: String) -> BoltProcessor {
        .immediate { _ in .failure(status, text) }
    }
}
