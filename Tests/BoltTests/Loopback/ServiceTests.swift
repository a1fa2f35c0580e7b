import NIOCore
import TestSupport
import Testing

@testable import Bolt

/// SOFARPC over Bolt: recorded calls of third parties, errors, and our own invokers.
@Suite struct ServiceTests {
    static let java = ServiceName("io.sofastack.stockmng.facade.StockMngPb", uniqueID: "user99")
    static let anthunder = ServiceName(
        "io.sofastack.stockmng.facade.StockMngFacade", uniqueID: "user99")

    static var services: ServiceTable {
        var table = ServiceTable()
        for service in [java, anthunder] {
            table.register(
                service, "queryProductPrice",
                as: .immediate { argument, _ in
                    argument.isEmpty ? .result([]) : .result([10, 5] + Array("19.99".utf8))
                })
            table.register(service, "later") { argument, _ in .result(argument) }
            table.register(service, "context") { _, context in
                .result(
                    Array(
                        """
                        \(context.service) \(context.method) \(context.application) \
                        \(context.headers["rpc_trace_context.sofaTraceId"] ?? "no trace")
                        """.utf8))
            }
            table.register(service, "empty") { _, _ in .result([]) }
            table.register(service, "broken") { _, _ in .failure(.serverException, "坏了") }
        }
        return table
    }

    /// A recorded request, and the bytes the recorded server answered; ours answers the same.
    @Test(arguments: [
        "anthunder.sync", "sofarpc.pb.queryProductPrice", "probe.v2_ver1_1", "probe.v2_crc",
        "probe.v2_ver1_2_nocrc", "probe.header_null", "probe.trace_headers", "probe.v2_heartbeat",
        "sofarpc.heartbeat",
    ])
    func `a recorded request gets the recorded answer`(name: String) async throws {
        let request = try #require(RecordedFrame.named("\(name).request")).bytes
        let response = try #require(RecordedFrame.named("\(name).response"))
        try await withServer(services: Self.services) { _, _, address in
            let peer = try await RawPeer.connect(to: address.port)
            try await peer.send(request)
            let frame = try #require(await peer.next())
            var bytes = ByteBuffer()
            try BoltEncoder().encode(frame, into: &bytes)
            #expect(bytes.hex == response.hex)
        }
    }

    @Test(arguments: [
        ("probe.pb_unknown_method", BoltStatus.noProcessor),
        ("sofarpc.pb.unknown_service", .noProcessor),
        ("probe.pb_empty_request", .serverDeserializationException),
        ("probe.unknown_codec", .serverDeserializationException),
        ("sofarpc.hessian.queryProductPrice", .serverDeserializationException),
        ("probe.unknown_class", .serverException),
    ])
    func `a recorded request that is refused gets a status and a text`(
        name: String, status: BoltStatus
    ) async throws {
        let request = try #require(RecordedFrame.named("\(name).request"))
        try await withServer(services: Self.services) { _, _, address in
            let peer = try await RawPeer.connect(to: address.port)
            try await peer.send(request.bytes)
            let frame = try #require(await peer.next())
            #expect(frame.kind == .response(status), "\(String(buffer: frame.content))")
            #expect(frame.codec.rawValue == request.fixed?.codec)
            #expect(frame.className == ClassName.sofaResponse)
            #expect(frame.header["sofa_head_response_error"] == "true")
            #expect(frame.content.readableBytes > 0)
        }
    }

    @Test func `a call is answered, with what the caller tells about itself`() async throws {
        try await withServer(services: Self.services) { _, client, address in
            let invoker = BoltInvoker(client: client, address: address)
            var call = ServiceCall(
                service: Self.java, method: "later", argument: [1, 2], application: "stock_mng",
                headers: ["rpc_trace_context.sofaTraceId": "7f00000115740000000001000123"])
            let echoed = try await invoker.invoke(call)
            #expect(echoed == [1, 2])
            call.method = "context"
            let context = try await invoker.invoke(call)
            #expect(
                String(decoding: context, as: UTF8.self)
                    == "\(Self.java) context stock_mng 7f00000115740000000001000123")
        }
    }

    @Test(arguments: [
        (
            "none",
            InvocationError.refused(
                status: .noProcessor, text: "service \(java) has no method none")
        ),
        ("broken", .refused(status: .serverException, text: "坏了")),
        (
            "empty",
            .refused(
                status: .serverException,
                text: "the processor gave an empty answer, which no peer can read")
        ),
    ])
    func `an error arrives with its status and text`(
        method: String, expected: InvocationError
    ) async throws {
        try await withServer(services: Self.services) { _, client, address in
            await #expect(throws: expected) {
                try await BoltInvoker(client: client, address: address).invoke(
                    ServiceCall(service: Self.java, method: method, argument: [1]))
            }
        }
    }

    /// Replies made by hand that were shown to third-party clients, shown to ours.
    @Test(arguments: [
        ("status0+errhdr", InvocationError.refused(status: .success, text: "")),
        ("status6+errhdr+msg", .refused(status: .noProcessor, text: "")),
        ("status3+msg", .refused(status: .unknown, text: "")),
        ("status4_empty", .refused(status: .busy, text: "")),
        ("status7_empty", .refused(status: .timeout, text: "")),
        ("status18_empty_no_class", .refused(status: .serverDeserializationException, text: "")),
        ("status10_(invalid)", .refused(status: BoltStatus(rawValue: 10), text: "")),
        ("codec_mismatch_12_status0", .refused(status: .codecException, text: "")),
    ])
    func `a reply of a third party is told apart`(name: String, expected: InvocationError) throws {
        var bytes = try #require(RecordedFrame.named("synthetic.\(name)")).bytes
        guard case .frame(let frame) = BoltDecoder().decode(&bytes),
            case .response(let status) = frame.kind
        else {
            Issue.record("not read")
            return
        }
        let reply = BoltReply(
            status: status, className: frame.className, codec: frame.codec, header: frame.header,
            content: frame.content)
        do throws(InvocationError) {
            let result = try BoltInvoker.result(of: reply)
            Issue.record("a result: \(result)")
        } catch {
            guard case .refused(let status, let text) = error,
                case .refused(let wanted, _) = expected
            else {
                Issue.record("\(error)")
                return
            }
            #expect(status == wanted)
            #expect(!text.isEmpty)
        }
    }

    @Test func `a provider that has gone is left out, and calls go to the other`() async throws {
        try await withServer(services: Self.services) { _, client, address in
            let dead = BoltAddress(host: "127.0.0.1", port: try await freePorts(1)[0])
            let providers = [ProviderAddress(dead), ProviderAddress(address)]
            let invoker = FailoverInvoker(
                client: client, strategy: .roundRobin, providers: { providers })
            for _ in 0..<4 {
                let call = ServiceCall(service: Self.java, method: "later", argument: [7])
                #expect(try await invoker.invoke(call) == [7])
            }
            #expect(invoker.calls == [ProviderCalls(address: address, calls: 4)])
        }
    }
}
