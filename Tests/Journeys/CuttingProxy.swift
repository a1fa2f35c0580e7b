import NIOCore
import NIOPosix
import Synchronization

/// A wire between two programs that can be cut: it passes bytes on until told not to.
final class CuttingProxy: Sendable {
    private let target: Int
    private let state = Mutex<(isOpen: Bool, channels: [ObjectIdentifier: any Channel])>(
        (true, [:]))
    private let listening = Mutex<(any Channel)?>(nil)

    private init(to target: Int) {
        self.target = target
    }

    /// A wire to a port of 127.0.0.1.
    static func start(to target: Int) async throws -> CuttingProxy {
        let proxy = CuttingProxy(to: target)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { proxy.join($0) }
            .bind(host: "127.0.0.1", port: 0).get()
        proxy.listening.withLock { $0 = channel }
        return proxy
    }

    /// Where its near end is.
    var port: Int { listening.withLock { $0?.localAddress?.port } ?? 0 }

    /// Ends every connection now; new ones are taken.
    func cut() {
        let channels = state.withLock { Array($0.channels.values) }
        for channel in channels { channel.close(promise: nil) }
    }

    /// Ends every connection and takes no new one until ``mend()``.
    func sever() {
        state.withLock { $0.isOpen = false }
        cut()
    }

    /// Takes connections again.
    func mend() {
        state.withLock { $0.isOpen = true }
    }

    /// Ends it for good.
    func stop() {
        sever()
        listening.withLock { $0 }?.close(promise: nil)
    }

    private func join(_ near: any Channel) -> EventLoopFuture<Void> {
        guard state.withLock({ $0.isOpen }) else {
            return near.eventLoop.makeFailedFuture(ChannelError.connectPending)
        }
        keep(near)
        return ClientBootstrap(group: near.eventLoop)
            .channelOption(.autoRead, value: false)
            .connect(host: "127.0.0.1", port: target)
            .flatMap { far in
                self.keep(far)
                return far.eventLoop.makeCompletedFuture {
                    try near.pipeline.syncOperations.addHandler(PassingHandler(to: far))
                    try far.pipeline.syncOperations.addHandler(PassingHandler(to: near))
                }.flatMap {
                    near.setOption(.autoRead, value: true).and(
                        far.setOption(.autoRead, value: true)
                    ).map { _ in }
                }
            }
    }

    private func keep(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        state.withLock { $0.channels[id] = channel }
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { _ = $0.channels.removeValue(forKey: id) }
        }
    }
}

/// Passes bytes on to another connection of the same event loop, and ends with it.
private final class PassingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let other: any Channel

    init(to other: any Channel) {
        self.other = other
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        other.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        other.close(promise: nil)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
