import NIOCore
import NIOPosix

/// Listens on any free port and does with arriving bytes what it is told, on the event loop.
struct RawServer {
    final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let onBytes: (any Channel, ByteBuffer) -> Void

        init(_ onBytes: @escaping (any Channel, ByteBuffer) -> Void) {
            self.onBytes = onBytes
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            onBytes(context.channel, unwrapInboundIn(data))
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }

    let channel: any Channel
    var port: Int { channel.localAddress?.port ?? 0 }

    static func listen(
        _ onBytes: @escaping @Sendable (any Channel, ByteBuffer) -> Void
    ) async throws -> RawServer {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(onBytes))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return RawServer(channel: channel)
    }

    func close() async throws {
        try await channel.close()
    }
}
