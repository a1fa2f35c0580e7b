import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import Bolt

/// One side of a connection on a loop whose time is moved by hand.
@Suite struct ConnectionHandlerTests {
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    static let server = Liveness.Rule.closeWhenIdle(.seconds(90))
    static let client = Liveness.Rule.ask(after: .seconds(15), wait: .seconds(1), misses: 3)

    private func open(
        _ liveness: Liveness.Rule = server, _ processors: [String: BoltProcessor] = [:],
        limits: BoltLimits = BoltLimits()
    ) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        let settings = ConnectionSettings(
            limits: limits, liveness: liveness, outgoingLimit: 8, incomingLimit: 8,
            defaultTimeout: .seconds(60), budget: InFlightBudget(limit: 8),
            processors: processors, logger: Self.quiet)
        try channel.pipeline.syncOperations.addHandler(
            ConnectionHandler(connectionID: 1, settings: settings, now: channel.eventLoop.now))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    private func bytes(_ frames: BoltFrame...) throws -> ByteBuffer {
        var bytes = ByteBuffer()
        for frame in frames { try BoltEncoder().encode(frame, into: &bytes) }
        return bytes
    }

    private func request(
        id: UInt32 = 7, _ className: String = "echo", oneway: Bool = false,
        dialect: BoltDialect = .v1, text: String = "hello"
    ) -> BoltFrame {
        BoltFrame(
            dialect: dialect, command: .request,
            kind: oneway ? .oneway(timeout: -1) : .request(timeout: 3000), requestID: id,
            codec: .protobuf, className: className, content: ByteBuffer(string: text))
    }

    private func frames(_ bytes: ByteBuffer?) -> [BoltFrame] {
        var rest = bytes ?? ByteBuffer()
        var frames: [BoltFrame] = []
        while case .frame(let frame) = BoltDecoder().decode(&rest) { frames.append(frame) }
        return frames
    }

    private func answers(_ channel: EmbeddedChannel, to bytes: ByteBuffer) throws -> [BoltFrame] {
        try channel.writeInbound(bytes)
        return frames(try channel.readOutbound(as: ByteBuffer.self))
    }

    private let echo: [String: BoltProcessor] = [
        "echo": .immediate { BoltReply(className: "echoed", content: $0.content) }
    ]

    @Test func `a request is answered in its own dialect, codec and id`() throws {
        for dialect in [BoltDialect.v1, .v2(version: 1, switches: 0), .v2WithChecksum] {
            let channel = try open(Self.server, echo)
            let answers = try answers(channel, to: bytes(request(dialect: dialect)))
            let expected = BoltFrame(
                dialect: dialect, command: .response, kind: .response(.success), requestID: 7,
                codec: .protobuf, className: "echoed", content: ByteBuffer(string: "hello"))
            #expect(answers == [expected])
        }
    }

    @Test func `requests of one reading are answered in one writing, in their order`() throws {
        let channel = try open(Self.server, echo)
        var all = ByteBuffer()
        for id in UInt32(1)...64 { all.writeImmutableBuffer(try bytes(request(id: id))) }
        try channel.writeInbound(all)
        let written = frames(try channel.readOutbound(as: ByteBuffer.self))
        #expect(written.map(\.requestID) == Array(1...64))
        #expect(try channel.readOutbound(as: ByteBuffer.self) == nil)
    }

    @Test func `a request in chunks of any size is answered once`() throws {
        let whole = try bytes(request(), .heartbeat(id: 9), request(id: 8, oneway: true))
        for size in 1...whole.readableBytes {
            let channel = try open(Self.server, echo)
            var rest = whole
            var read: [BoltFrame] = []
            while rest.readableBytes > 0 {
                let chunk = rest.readSlice(length: min(size, rest.readableBytes)) ?? ByteBuffer()
                read += try answers(channel, to: chunk)
            }
            #expect(read.map(\.requestID) == [7, 9], "chunks of \(size)")
        }
    }

    @Test func `heartbeats are answered`() throws {
        let channel = try open()
        let v2 = BoltFrame.heartbeat(id: 2, dialect: .v2WithChecksum)
        let answers = try answers(channel, to: bytes(.heartbeat(id: 1), v2))
        #expect(answers == [.heartbeatAnswer(to: .heartbeat(id: 1)), .heartbeatAnswer(to: v2)])
    }

    @Test func `an unknown class gets status 2, with a text every peer can read`() throws {
        let channel = try open()
        let answers = try answers(channel, to: bytes(request("foo.Bar")))
        let expected = BoltFrame(
            command: .response, kind: .response(.serverException), requestID: 7, codec: .protobuf,
            className: ClassName.sofaResponse,
            header: BoltHeader([("sofa_head_response_error", "true")]),
            content: ByteBuffer(string: "no processor for class foo.Bar"))
        #expect(answers == [expected])
    }

    @Test func `a oneway request is never answered, not even with an error`() throws {
        let channel = try open(Self.server, echo)
        let oneways = try bytes(request(oneway: true), request("foo.Bar", oneway: true))
        #expect(try answers(channel, to: oneways) == [])
        #expect(channel.isActive)
    }

    @Test func `an empty or oversized answer is replaced by an error`() throws {
        let processors: [String: BoltProcessor] = [
            "empty": .immediate { _ in BoltReply(className: "c", bytes: []) },
            "large": .immediate { _ in
                BoltReply(className: "c", content: ByteBuffer(repeating: 1, count: 200))
            },
        ]
        let channel = try open(Self.server, processors, limits: BoltLimits(content: 199))
        let answers = try answers(channel, to: bytes(request("empty"), request("large")))
        #expect(
            answers.map(\.kind) == [
                .response(.serverException), .response(.serverSerializationException),
            ])
        #expect(answers.allSatisfy { $0.content.readableBytes > 0 })
    }

    @Test(arguments: ["GET / HTTP/1.1\r\n\r\n", "\u{1}\u{5}", "\u{2}\u{3}"])
    func `a malformed frame closes the connection, what came before is answered`(
        text: String
    ) throws {
        let channel = try open(Self.server, echo)
        var all = try bytes(request())
        all.writeString(text)
        all.writeImmutableBuffer(try bytes(request(id: 8)))
        #expect(try answers(channel, to: all).map(\.requestID) == [7])
        #expect(!channel.isActive)
    }

    @Test func `a bad checksum closes the connection without an answer`() throws {
        let channel = try open(Self.server, echo)
        var bad = try bytes(request(dialect: .v2WithChecksum))
        bad.setInteger(UInt8(0), at: bad.writerIndex - 1)
        #expect(try answers(channel, to: bad) == [])
        #expect(!channel.isActive)
    }

    @Test func `a server closes what is silent for 90 s`() throws {
        let channel = try open(Self.server, echo)
        channel.embeddedEventLoop.advanceTime(by: .seconds(80))
        #expect(try answers(channel, to: bytes(.heartbeat(id: 1))).count == 1)
        channel.embeddedEventLoop.advanceTime(by: .seconds(89))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `a client asks a silent server for a sign of life, and gives it up`() throws {
        let channel = try open(Self.client)
        var asked: [Int] = []
        for second in 1...90 where channel.isActive {
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            for frame in frames(try channel.readOutbound(as: ByteBuffer.self)) {
                #expect(frame.command == .heartbeat)
                asked.append(second)
                // The first one is answered.
                if second == 15 { try channel.writeInbound(bytes(.heartbeatAnswer(to: frame))) }
            }
            if !channel.isActive { asked.append(-second) }
        }
        #expect(asked == [15, 30, 46, 62, -63])
    }

    @Test func `who does not read its answers is not read from`() throws {
        let channel = try open(Self.server, echo)
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        #expect(autoRead(channel) == false)
        #expect(try answers(channel, to: bytes(request())) == [])
        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        channel.embeddedEventLoop.run()
        #expect(autoRead(channel) == true)
        #expect(frames(try channel.readOutbound(as: ByteBuffer.self)).map(\.requestID) == [7])
    }

    /// What was last set; the channel itself reads whatever it is told.
    private func autoRead(_ channel: EmbeddedChannel) -> Bool? {
        channel.options.last { $0.option is ChannelOptions.Types.AutoReadOption }?.value as? Bool
    }
}
