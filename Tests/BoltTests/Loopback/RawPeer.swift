import NIOCore
import NIOPosix

@testable import Bolt

/// The other end of a connection, for bytes that a proper client or server would not send.
final class RawPeer {
    /// Hands what arrives to a stream, which ends with the connection.
    final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let continuation: AsyncStream<ByteBuffer>.Continuation

        init(_ continuation: AsyncStream<ByteBuffer>.Continuation) {
            self.continuation = continuation
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            continuation.yield(unwrapInboundIn(data))
        }

        func channelInactive(context: ChannelHandlerContext) {
            continuation.finish()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }

    let channel: any Channel
    private var arrivals: AsyncStream<ByteBuffer>.Iterator
    private var input = ByteBuffer()

    private init(channel: any Channel, arrivals: AsyncStream<ByteBuffer>) {
        self.channel = channel
        self.arrivals = arrivals.makeAsyncIterator()
    }

    static func connect(to port: Int) async throws -> RawPeer {
        let (stream, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(continuation))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawPeer(channel: channel, arrivals: stream)
    }

    func send(_ bytes: ByteBuffer) async throws {
        try await channel.writeAndFlush(bytes)
    }

    func send(_ frames: BoltFrame...) async throws {
        var bytes = ByteBuffer()
        for frame in frames { try BoltEncoder().encode(frame, into: &bytes) }
        try await send(bytes)
    }

    /// The next frame; nil when the connection has ended.
    func next() async -> BoltFrame? {
        while true {
            if case .frame(let frame) = BoltDecoder().decode(&input) { return frame }
            guard var more = await arrivals.next() else { return nil }
            input.writeBuffer(&more)
        }
    }

    /// Which of two the other end closes first: true when it is the first.
    static func closesFirst(_ first: RawPeer, before second: RawPeer) async throws -> Bool {
        let closed = first.channel.eventLoop.makePromise(of: Bool.self)
        first.channel.closeFuture.whenComplete { _ in closed.succeed(true) }
        second.channel.closeFuture.whenComplete { _ in closed.succeed(false) }
        return try await closed.futureResult.get()
    }

    func close() async throws {
        try await channel.close()
    }
}
