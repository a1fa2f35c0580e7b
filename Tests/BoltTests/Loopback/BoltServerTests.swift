import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Bolt

@Suite struct BoltServerTests {
    private let echo: [String: BoltProcessor] = [
        "echo": .immediate { BoltReply(className: "echoed", content: $0.content) },
        "echo later": .concurrent { BoltReply(className: "echoed", content: $0.content) },
    ]

    private func request(_ className: String, id: UInt32, timeout: Int32 = 5000) -> BoltFrame {
        BoltFrame(
            command: .request, kind: .request(timeout: timeout), requestID: id, codec: .protobuf,
            className: className, content: ByteBuffer(string: "x"))
    }

    private func waiting(at gate: Gate) -> [String: BoltProcessor] {
        [
            "wait": .concurrent { _ in
                await gate.pass()
                return BoltReply(className: "done", bytes: [1])
            }
        ]
    }

    @Test(arguments: ["echo", "echo later"])
    func `many requests share one connection and each gets its own answer`(
        className: String
    ) async throws {
        try await withServer(echo) { server, client, address in
            try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for number in 0..<300 {
                    group.addTask {
                        let reply = try await client.request(
                            .echo("\(number)", to: className), to: address, deadline: .seconds(10))
                        return (number, reply.text)
                    }
                }
                for try await (number, text) in group { #expect(text == "\(number)") }
            }
            #expect(server.connections.count == 1)
        }
    }

    @Test func `a call beyond its time is answered with status 7 then, and cancelled`() async throws
    {
        let gate = Gate()
        try await withServer(waiting(at: gate)) { _, _, address in
            let peer = try await RawPeer.connect(to: address.port)
            try await peer.send(request("wait", id: 3, timeout: 30))
            let answer = await peer.next()
            #expect(answer?.kind == .response(.timeout))
            #expect(answer?.requestID == 3)
            _ = try await eventually("the cancellation") { await gate.cancelled == 1 ? true : nil }
        }
    }

    @Test func `calls beyond the bound of a connection get status 4`() async throws {
        let gate = Gate()
        var configuration = BoltServerConfiguration()
        configuration.callsPerConnection = 2
        try await withServer(waiting(at: gate), configuration: configuration) { _, _, address in
            let peer = try await RawPeer.connect(to: address.port)
            try await peer.send(
                request("wait", id: 1), request("wait", id: 2), request("wait", id: 3))
            let refused = await peer.next()
            #expect(refused?.kind == .response(.busy))
            #expect(refused?.requestID == 3)
            await gate.open()
            let answers = [await peer.next(), await peer.next()]
            #expect(Set(answers.map { $0?.requestID }) == [1, 2])
            #expect(answers.map { $0?.kind } == [.response(.success), .response(.success)])
            try await peer.send(request("wait", id: 4))
            #expect(await peer.next()?.kind == .response(.success))
        }
    }

    @Test func `calls beyond the bound of all connections get status 4`() async throws {
        let gate = Gate()
        var configuration = BoltServerConfiguration()
        configuration.callsOverall = 1
        try await withServer(waiting(at: gate), configuration: configuration) { _, _, address in
            let first = try await RawPeer.connect(to: address.port)
            let second = try await RawPeer.connect(to: address.port)
            try await first.send(request("wait", id: 1))
            await gate.arrivals(of: 1)
            try await second.send(request("wait", id: 2))
            #expect(await second.next()?.kind == .response(.busy))
            await gate.open()
            #expect(await first.next()?.kind == .response(.success))
            try await second.send(request("wait", id: 3))
            #expect(await second.next()?.kind == .response(.success))
        }
    }

    @Test func `connections beyond the bound are closed`() async throws {
        var configuration = BoltServerConfiguration()
        configuration.connections = 1
        try await withServer(echo, configuration: configuration) { _, _, address in
            let first = try await RawPeer.connect(to: address.port)
            try await first.send(request("echo", id: 1))
            #expect(await first.next()?.requestID == 1)
            let second = try await RawPeer.connect(to: address.port)
            #expect(await second.next() == nil)
        }
    }

    @Test func `parts of frames have a bound over all connections`() async throws {
        var configuration = BoltServerConfiguration()
        configuration.unfinishedBytes = 100_000
        try await withServer(echo, configuration: configuration) { _, _, address in
            var frame = request("echo", id: 1)
            frame.content = ByteBuffer(repeating: 7, count: 80_000)
            var bytes = ByteBuffer()
            try BoltEncoder().encode(frame, into: &bytes)
            let half = bytes.getSlice(at: bytes.readerIndex, length: 70_000) ?? ByteBuffer()
            bytes.moveReaderIndex(forwardBy: 70_000)
            let first = try await RawPeer.connect(to: address.port)
            try await first.send(half)
            let second = try await RawPeer.connect(to: address.port)
            try await second.send(half)
            // Which of the two the server reads first is its affair.
            let kept = try await RawPeer.closesFirst(first, before: second) ? second : first
            try await kept.send(bytes)
            #expect(await kept.next()?.content.readableBytes == 80_000)
            let third = try await RawPeer.connect(to: address.port)
            try await third.send(half)
            try await third.send(bytes)
            #expect(await third.next()?.content.readableBytes == 80_000)
        }
    }

    @Test func `a malformed frame ends its connection and no other`() async throws {
        try await withServer(echo) { _, client, address in
            _ = try await client.request(.echo(), to: address, deadline: .seconds(5))
            for garbage in ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\u{1}\u{9}", "\u{D}"] {
                let peer = try await RawPeer.connect(to: address.port)
                try await peer.send(ByteBuffer(string: garbage))
                #expect(await peer.next() == nil)
            }
            let connection = try await client.connection(to: address)
            #expect(connection.id == 1)
            #expect(
                try await client.request(.echo(), to: address, deadline: .seconds(5)).text
                    == "hello")
        }
    }

    @Test func `a server asks its clients over their own connections`() async throws {
        let (connections, opened) = AsyncStream.makeStream(of: BoltConnection.self)
        let pushes: [String: BoltProcessor] = [
            "push": .immediate { BoltReply(className: "got", content: $0.content) }
        ]
        try await withServer(pushes: pushes, onConnection: { opened.yield($0) }) {
            server, client, address in
            let ours = try await client.connection(to: address)
            var iterator = connections.makeAsyncIterator()
            let theirs = try #require(await iterator.next())
            #expect(
                theirs.remoteAddress
                    == ours.channel.localAddress.map { "127.0.0.1:\($0.port ?? 0)" })
            #expect(ours.remoteAddress == address.description)
            let reply = try await theirs.request(.echo("news", to: "push"), deadline: .seconds(5))
            #expect(reply.text == "news")
            let unknown = try await theirs.request(.echo(to: "other"), deadline: .seconds(5))
            #expect(unknown.status == .serverException)
            ours.close()
            await theirs.closed()
            #expect(!theirs.isOpen)
            await #expect(throws: BoltError.unreachable("the connection is closed")) {
                try await theirs.request(.echo(to: "push"), deadline: .seconds(5))
            }
            _ = try await eventually("the server to forget it") {
                server.connections.isEmpty ? true : nil
            }
        }
    }

    @Test func `a stopping server answers what it has begun, takes nothing more, and closes`()
        async throws
    {
        let gate = Gate()
        let server = BoltServer(processors: waiting(at: gate), logger: quiet)
        let port = try await server.bind()
        let peer = try await RawPeer.connect(to: port)
        try await peer.send(request("wait", id: 1))
        await gate.arrivals(of: 1)
        async let stopped: Void = server.stop(within: .seconds(20))
        _ = try await eventually("the port to be closed") {
            (try? await RawPeer.connect(to: port)) == nil ? true : nil
        }
        try await peer.send(request("wait", id: 2))
        #expect(await peer.next()?.kind == .response(.busy))
        await gate.open()
        #expect(await peer.next()?.requestID == 1)
        #expect(await peer.next() == nil)
        await stopped
    }

    @Test func `a stop does not wait beyond its grace`() async throws {
        let server = BoltServer(processors: waiting(at: Gate()), logger: quiet)
        let peer = try await RawPeer.connect(to: try await server.bind())
        try await peer.send(request("wait", id: 1, timeout: -1))
        await server.stop(within: .milliseconds(20))
        #expect(await peer.next() == nil)
    }

    @Test func `a cancelled run ends, and the port is free again`() async throws {
        let server = BoltServer(processors: echo, logger: quiet)
        let port = try await server.bind()
        let running = Task { try await server.run() }
        _ = try await RawPeer.connect(to: port)
        running.cancel()
        try await running.value
        let next = BoltServer(port: port, processors: echo, logger: quiet)
        #expect(try await next.bind() == port)
        await #expect(throws: BoltServerError.alreadyUsed) { try await next.bind() }
        await next.stop(within: .zero)
    }

    @Test func `a port in use is told with its address`() async throws {
        try await withServer(echo) { _, _, address in
            let second = BoltServer(port: address.port, logger: quiet)
            do {
                _ = try await second.bind()
                Issue.record("bound twice")
            } catch let error as BoltServerError {
                guard case .cannotBind("127.0.0.1:\(address.port)", _) = error else {
                    Issue.record("\(error)")
                    return
                }
            }
        }
    }

    @Test func `a oneway request arrives`() async throws {
        let (arrivals, arrived) = AsyncStream.makeStream(of: String.self)
        let processors: [String: BoltProcessor] = [
            "note": .immediate { request in
                arrived.yield("\(String(buffer: request.content)), oneway: \(request.isOneway)")
                return BoltReply(className: "dropped", bytes: [1])
            }
        ]
        try await withServer(processors) { _, client, address in
            let connection = try await client.connection(to: address)
            connection.send(oneway: .echo("news", to: "note"))
            var iterator = arrivals.makeAsyncIterator()
            #expect(await iterator.next() == "news, oneway: true")
            let asked = try await client.request(
                .echo("more", to: "note"), to: address, deadline: .seconds(5))
            #expect(asked.className == "dropped")
        }
    }

    /// Many ask without pause while the server stops: every call ends as what it was.
    @Test(arguments: [UInt64(61), 62, 63])
    func `a stop under load tells of every call what came of it`(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let enough = Int.random(in: 50...1500, using: &random)
        let executed = Mutex<Set<String>>([])
        let (signals, signal) = AsyncStream.makeStream(of: Void.self)
        let processors: [String: BoltProcessor] = [
            "count": .concurrent { request in
                let count = executed.withLock { all in
                    all.insert(String(buffer: request.content))
                    return all.count
                }
                if count == enough { signal.finish() }
                return BoltReply(className: "counted", content: request.content)
            }
        ]
        try await withServer(processors) { server, client, address in
            async let outcomes = Self.askUntilStopped(client, address)
            for await _ in signals {}
            await server.stop(within: .seconds(10))
            let (answered, certainlyNot) = await outcomes
            let all = executed.withLock { $0 }
            #expect(answered.isSubset(of: all), "seed \(seed)")
            #expect(certainlyNot.isDisjoint(with: all), "seed \(seed)")
            #expect(answered.count >= enough - 64, "seed \(seed)")
        }
    }

    private static func askUntilStopped(
        _ client: BoltClient, _ address: BoltAddress
    ) async -> (answered: Set<String>, certainlyNot: Set<String>) {
        await withTaskGroup(of: (Set<String>, Set<String>).self) { group in
            for worker in 0..<64 {
                group.addTask {
                    var answered: Set<String> = []
                    for number in 0... {
                        let text = "\(worker).\(number)"
                        do throws(BoltError) {
                            let reply = try await client.request(
                                .echo(text, to: "count"), to: address, deadline: .seconds(10))
                            guard reply.status == .success else { return (answered, [text]) }
                            answered.insert(text)
                        } catch {
                            return (answered, error.mayHaveExecuted ? [] : [text])
                        }
                    }
                    return (answered, [])
                }
            }
            return await group.reduce(into: ([], [])) { sums, one in
                sums.0.formUnion(one.0)
                sums.1.formUnion(one.1)
            }
        }
    }
}
