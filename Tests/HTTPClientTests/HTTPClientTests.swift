import HTTPClient
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@Suite struct HTTPClientTests {
    @Test func `an answer has status, headers and body`() async throws {
        try await withServer { address in
            let response = try await HTTPClient().send(
                .init("POST", "/echo", headers: [("X-Name", "山")], body: Array("body".utf8)),
                to: address, deadline: .seconds(20))
            #expect(response.status == 201)
            #expect(response.header("x-name") == "山")
            #expect(String(decoding: response.body, as: UTF8.self) == "body")
        }
    }

    @Test func `an error status is an answer`() async throws {
        try await withServer { address in
            let response = try await HTTPClient().send(
                .init("GET", "/nothing"), to: address, deadline: .seconds(20))
            #expect(response.status == 404)
        }
    }

    @Test func `a unix socket serves as well as a port`() async throws {
        try await withScratchFolder("http") { folder in
            let socket = folder.file("s")
            try await withServer(at: .unixDomainSocket(path: socket)) { _ in
                let response = try await HTTPClient().send(
                    .init("POST", "/echo", body: [1, 2, 3]), to: .unix(path: socket),
                    deadline: .seconds(20))
                #expect(response.body == [1, 2, 3])
            }
        }
    }

    @Test func `nobody listening is unreachable`() async throws {
        let port = try await freePorts(1)[0]
        let error = await #expect(throws: HTTPClientError.self) {
            try await HTTPClient().send(
                .init("GET", "/"), to: .tcp(host: "127.0.0.1", port: port), deadline: .seconds(20))
        }
        guard case .unreachable(let address, _) = error else {
            Issue.record("expected unreachable, got \(String(describing: error))")
            return
        }
        #expect(address == "127.0.0.1:\(port)")
    }

    @Test func `a server that never answers meets the deadline`() async throws {
        try await withServer { address in
            let error = await #expect(throws: HTTPClientError.self) {
                try await HTTPClient().send(
                    .init("GET", "/never"), to: address, deadline: .milliseconds(50))
            }
            #expect(error == .deadlineExceeded(address.description))
        }
    }

    @Test func `a body above the limit is refused`() async throws {
        try await withServer { address in
            let error = await #expect(throws: HTTPClientError.self) {
                try await HTTPClient(bodyLimit: 2).send(
                    .init("POST", "/echo", body: [1, 2, 3]), to: address, deadline: .seconds(20))
            }
            #expect(error == .tooLarge(limit: 2))
        }
    }

    @Test func `a peer that is no HTTP server breaks the exchange off`() async throws {
        let garbage = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Garbage())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(garbage.localAddress?.port)
        let error = await #expect(throws: HTTPClientError.self) {
            try await HTTPClient().send(
                .init("GET", "/"), to: .tcp(host: "127.0.0.1", port: port), deadline: .seconds(20))
        }
        guard case .brokenOff = error else {
            Issue.record("expected brokenOff, got \(String(describing: error))")
            return
        }
        try await garbage.close()
    }

    @Test func `a cancelled request ends at once`() async throws {
        try await withServer { address in
            let request = Task {
                try await HTTPClient().send(
                    .init("GET", "/never"), to: address, deadline: .seconds(600))
            }
            request.cancel()
            let result = await request.result
            #expect(throws: HTTPClientError.cancelled) { try result.get() }
        }
    }

    private func withServer(
        at address: BindAddress = .hostname("127.0.0.1", port: 0),
        _ body: @escaping @Sendable (HTTPClient.Address) async throws -> Void
    ) async throws {
        let router = Router()
        router.post("/echo") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            var headers = HTTPFields()
            if let name = HTTPField.Name("X-Name") { headers[name] = request.headers[name] }
            return Response(
                status: .created, headers: headers, body: .init(byteBuffer: body))
        }
        router.get("/never") { _, _ in
            try await gracefulShutdown()
            return Response(status: .ok)
        }
        try await withHTTPServer(router, at: address) { port in
            try await body(.tcp(host: "127.0.0.1", port: port))
        }
    }
}

/// Greets everyone with something that is no HTTP.
private final class Garbage: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let greeting = ByteBuffer(string: "SSH-2.0-nothing\r\n\r\n")
        context.writeAndFlush(wrapOutboundOut(greeting), promise: nil)
    }
}
