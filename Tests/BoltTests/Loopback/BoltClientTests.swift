import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Bolt

@Suite struct BoltClientTests {
    private let echo: [String: BoltProcessor] = [
        "echo": .immediate { BoltReply(className: "echoed", content: $0.content) }
    ]

    private func failure(
        _ client: BoltClient, _ port: Int, deadline: Duration = .seconds(10)
    ) async -> BoltError? {
        do throws(BoltError) {
            _ = try await client.request(
                .echo(), to: BoltAddress(host: "127.0.0.1", port: port), deadline: deadline)
            return nil
        } catch {
            return error
        }
    }

    @Test func `where nobody listens, nothing is executed`() async throws {
        let client = BoltClient(logger: quiet)
        let error = await failure(client, try await freePorts(1)[0])
        guard case .unreachable? = error else {
            Issue.record("\(error.map { "\($0)" } ?? "answered")")
            return
        }
        await client.close()
        #expect(await failure(client, 1) == .unreachable("this client is closed"))
    }

    @Test func `a connection that ends before the answer leaves a doubt`() async throws {
        let server = try await RawServer.listen { channel, _ in channel.close(promise: nil) }
        let client = BoltClient(logger: quiet)
        let error = await failure(client, server.port)
        guard case .connectionLost? = error else {
            Issue.record("\(error.map { "\($0)" } ?? "answered")")
            return
        }
        await client.close()
        try await server.close()
    }

    @Test func `a silent server leaves a doubt at the deadline`() async throws {
        let server = try await RawServer.listen { _, _ in }
        let client = BoltClient(logger: quiet)
        let address = BoltAddress(host: "127.0.0.1", port: server.port)
        let connection = try await client.connection(to: address, deadline: .seconds(10))
        await #expect(throws: BoltError.deadlineExceeded) {
            try await connection.request(.echo(), deadline: .milliseconds(500))
        }
        await #expect(throws: BoltError.unreachable("its time was over before it left")) {
            try await connection.request(.echo(), deadline: .zero)
        }
        await client.close()
        try await server.close()
    }

    @Test func `a late answer is dropped and the connection goes on`() async throws {
        let late = Mutex<[BoltFrame]>([])
        let server = try await RawServer.listen { channel, bytes in
            var bytes = bytes
            while case .frame(let frame) = BoltDecoder().decode(&bytes) {
                let all = late.withLock { frames in
                    frames.append(frame)
                    return frames
                }
                guard all.count == 2 else { continue }
                for frame in all {
                    var answer = ByteBuffer()
                    let reply = BoltFrame(
                        command: .response, kind: .response(.success), requestID: frame.requestID,
                        codec: .protobuf, className: "c", content: frame.content)
                    try? BoltEncoder().encode(reply, into: &answer)
                    channel.writeAndFlush(answer, promise: nil)
                }
            }
        }
        let client = BoltClient(logger: quiet)
        let address = BoltAddress(host: "127.0.0.1", port: server.port)
        let first = Task { await failure(client, server.port) }
        _ = try await eventually("the first request") {
            late.withLock { $0.count == 1 ? true : nil }
        }
        first.cancel()
        #expect(await first.value == .deadlineExceeded)
        let second = try await client.request(.echo("second"), to: address, deadline: .seconds(10))
        #expect(second.text == "second")
        await client.close()
        try await server.close()
    }

    @Test func `a cancelled task stops waiting at once`() async throws {
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let server = try await RawServer.listen { _, _ in arrived.yield() }
        let client = BoltClient(logger: quiet)
        let asking = Task { await failure(client, server.port, deadline: .seconds(60)) }
        var iterator = arrivals.makeAsyncIterator()
        await iterator.next()
        asking.cancel()
        #expect(await asking.value == .deadlineExceeded)
        await client.close()
        try await server.close()
    }

    @Test func `requests beyond the bound are busy, and later ones are not`() async throws {
        let gate = Gate()
        let processors: [String: BoltProcessor] = [
            "echo": .concurrent { request in
                await gate.pass()
                return BoltReply(className: "echoed", content: request.content)
            }
        ]
        var configuration = BoltClientConfiguration()
        configuration.requestsPerConnection = 1
        try await withServer(processors, clientConfiguration: configuration) { _, client, address in
            async let first = client.request(.echo(), to: address, deadline: .seconds(10))
            await gate.arrivals(of: 1)
            #expect(await failure(client, address.port) == .busy)
            await gate.open()
            let answer = try await first
            #expect(answer.text == "hello")
            #expect(await failure(client, address.port) == nil)
        }
    }

    @Test func `what is too large is not sent`() async throws {
        var configuration = BoltClientConfiguration()
        configuration.limits = BoltLimits(content: 4)
        try await withServer(echo, clientConfiguration: configuration) { _, client, address in
            #expect(await failure(client, address.port) == .oversized(.contentTooLong(5, limit: 4)))
        }
    }

    @Test func `a server that came back is connected again`() async throws {
        let first = BoltServer(processors: echo, logger: quiet)
        let port = try await first.bind()
        let client = BoltClient(logger: quiet)
        #expect(await failure(client, port) == nil)
        await first.stop(within: .seconds(1))
        let down = await failure(client, port)
        #expect(down?.mayHaveExecuted == false, "\(down.map { "\($0)" } ?? "answered")")
        let second = BoltServer(port: port, processors: echo, logger: quiet)
        try await second.bind()
        #expect(await failure(client, port) == nil)
        await client.close()
        await second.stop(within: .zero)
    }

    /// The server reads a random number of bytes and closes: what it has read whole must never be
    /// called "not sent".
    @Test(arguments: [UInt64(51), 52, 53])
    func `what is told as not sent did not arrive`(seed: UInt64) async throws {
        let random = Mutex(SeededRandom(seed: seed))
        let received = Mutex<(bytes: ByteBuffer, left: Int)>((ByteBuffer(), 0))
        let arrived = Mutex<Set<String>>([])
        let server = try await RawServer.listen { channel, bytes in
            received.withLock { state in
                state.bytes.writeImmutableBuffer(bytes)
                while case .frame(let frame) = BoltDecoder().decode(&state.bytes) {
                    arrived.withLock { _ = $0.insert(String(buffer: frame.content)) }
                }
                state.left -= bytes.readableBytes
                if state.left < 0 { channel.close(promise: nil) }
            }
        }
        let client = BoltClient(logger: quiet)
        for round in 0..<40 {
            received.withLock { state in
                state.bytes.clear()
                state.left = random.withLock { Int.random(in: 0...4000, using: &$0) }
            }
            let errors = await ask(client, server.port, round)
            let seen = arrived.withLock { $0 }
            for (text, error) in errors where error?.mayHaveExecuted == false {
                #expect(
                    !seen.contains(text), "seed \(seed), \(text): \(error.map { "\($0)" } ?? "")")
            }
        }
        await client.close()
        try await server.close()
    }

    private func ask(_ client: BoltClient, _ port: Int, _ round: Int) async -> [String: BoltError?]
    {
        let address = BoltAddress(host: "127.0.0.1", port: port)
        return await withTaskGroup(of: (String, BoltError?).self) { group in
            for number in 0..<20 {
                group.addTask {
                    let text = "\(round).\(number)." + String(repeating: "x", count: 100)
                    do throws(BoltError) {
                        _ = try await client.connection(to: address)
                            .request(.echo(text), deadline: .milliseconds(200))
                        return (text, nil)
                    } catch {
                        return (text, error)
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }
}
