import Logging
import NIOCore

/// Whoever is told of what comes over a connection, on its event loop.
protocol SeataOwner {
    /// The connection is open.
    func opened(_ connection: SeataConnection)
    /// A frame that is no heartbeat; answers the reason when it has no place here, and the connection
    /// is closed then.
    func received(_ frame: SeataFrame, on connection: SeataConnection) -> String?
    /// The connection is closed; told once, and only after ``opened(_:)``.
    func closed(_ connection: SeataConnection, reason: String)
}

/// Bytes to frames and back, heartbeats, and the end of a connection. All of it runs on the
/// connection's event loop.
///
/// Every frame is a write of its own: a client in use, seata-python, handles one frame per reading.
final class SeataHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let id: Int
    private let owner: any SeataOwner
    private let logger: Logger
    private let onFrame: (@Sendable (SeataSighting) -> Void)?
    private let decoder = SeataDecoder()
    private let encoder = SeataEncoder()
    private var input = ByteBuffer()
    private var context: ChannelHandlerContext?
    private var connection: SeataConnection?
    private var closeReason: String?
    private var heartbeats: Int32 = 0

    init(
        id: Int, owner: any SeataOwner, logger: Logger,
        onFrame: (@Sendable (SeataSighting) -> Void)? = nil
    ) {
        self.id = id
        self.owner = owner
        self.logger = logger
        self.onFrame = onFrame
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { open(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        open(context)
        context.fireChannelActive()
    }

    private func open(_ context: ChannelHandlerContext) {
        guard connection == nil else { return }
        let connection = SeataConnection(
            id: id, channel: context.channel,
            handler: NIOLoopBound(self, eventLoop: context.eventLoop))
        self.connection = connection
        owner.opened(connection)
    }

    // MARK: In

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if input.readableBytes == 0 {
            input = bytes
        } else {
            input.writeBuffer(&bytes)
        }
        decode()
        if input.readableBytes == 0 { input = ByteBuffer() }
    }

    private func decode() {
        while let connection, closeReason == nil, context?.channel.isWritable == true {
            let start = input
            switch decoder.decode(&input) {
            case .frame(let frame):
                let length = input.readerIndex - start.readerIndex
                tell(.received, frame, start.readableBytesView.prefix(length))
                take(frame, on: connection)
            case .needsMore:
                if input.readerIndex > 1 << 16 { input.discardReadBytes() }
                return
            case .fault(let fault): return refuse("\(fault)")
            }
        }
    }

    private func take(_ frame: SeataFrame, on connection: SeataConnection) {
        switch frame.kind {
        case .heartbeatRequest:
            write(SeataFrame(.heartbeatResponse, id: frame.id, body: nil))
        case .heartbeatResponse: break
        case .request, .response, .oneway:
            if let reason = owner.received(frame, on: connection) { refuse(reason) }
        }
    }

    private func refuse(_ reason: String) {
        logger.warning(
            "closed a connection of Seata's protocol",
            metadata: ["peer": "\(connection?.peer ?? "?")", "reason": "\(reason)"])
        close(reason: reason)
    }

    /// A peer that does not read its answers is not read from either.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        context.channel.setOption(.autoRead, value: context.channel.isWritable)
            .assumeIsolated().whenFailure { self.close(reason: "\($0)") }
        decode()
        context.fireChannelWritabilityChanged()
    }

    // MARK: Out

    func write(_ frame: SeataFrame) {
        guard let context, closeReason == nil else { return }
        var bytes = context.channel.allocator.buffer(capacity: 256)
        do throws(SeataFault) {
            try encoder.encode(frame, into: &bytes)
        } catch {
            return refuse("\(error)")
        }
        tell(.sent, frame, bytes.readableBytesView)
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    }

    private func tell(
        _ direction: SeataSighting.Direction, _ frame: SeataFrame, _ bytes: ByteBufferView
    ) {
        guard let onFrame, frame.body != nil else { return }
        onFrame(
            SeataSighting(
                connection: id, direction: direction, frame: frame, length: bytes.count,
                bytes: Array(bytes.prefix(SeataSighting.byteLimit))))
    }

    // MARK: The end

    /// Nothing was heard for long, or nothing was said: Seata's own limits, 15 s and 5 s.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event as? IdleStateHandler.IdleStateEvent {
        case .read: close(reason: "silent for too long")
        case .write:
            heartbeats &+= 1
            write(SeataFrame(.heartbeatRequest, id: heartbeats, body: nil))
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        close(reason: "\(error)")
    }

    func close(reason: String) {
        guard closeReason == nil else { return }
        closeReason = reason
        context?.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let connection {
            owner.closed(connection, reason: closeReason ?? "closed by the peer")
        }
        connection = nil
        self.context = nil
        context.fireChannelInactive()
    }
}
