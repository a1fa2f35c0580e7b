import Logging
import NIOCore

/// The one handler of a connection's pipeline: bytes to frames, frames to requests and answers, and
/// back. All of it runs on the connection's event loop.
///
/// Answers given while bytes are read are written together when the reading is done; others at the
/// end of the event loop's turn.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    typealias Waiter = CheckedContinuation<Result<BoltReply, BoltError>, Never>

    /// Answers are handed on in pieces of about this size, in bytes.
    static let outputChunk = 1 << 16
    /// How long the peer of a stopped connection has to close its direction.
    static let lastReading = TimeAmount.milliseconds(500)

    let settings: ConnectionSettings
    let decoder: BoltDecoder
    let encoder: BoltEncoder

    /// Called once, when the connection is open.
    var onOpen: (BoltConnection) -> Void = { _ in }
    var context: ChannelHandlerContext?
    var connection: BoltConnection?
    var requests: RequestTable<Waiter>
    var calls: IncomingCalls
    var liveness: Liveness
    var isDraining = false

    private let connectionID: UInt64
    private var input = ByteBuffer()
    /// The bytes of `input` that are noted in ``UnfinishedInput``.
    private var inputNoted = 0
    private var output = ByteBuffer()
    private var isReading = false
    private var isFlushScheduled = false
    private var hasUnflushedWrites = false
    private var isOutputClosed = false
    private var closeReason = "closed by the peer"
    private var wakeUp: (at: NIODeadline, timer: Scheduled<Void>)?

    init(connectionID: UInt64, settings: ConnectionSettings, now: NIODeadline) {
        self.connectionID = connectionID
        self.settings = settings
        decoder = BoltDecoder(limits: settings.limits)
        encoder = BoltEncoder(limits: settings.limits)
        requests = RequestTable(limit: settings.outgoingLimit)
        calls = IncomingCalls(limit: settings.incomingLimit)
        liveness = Liveness(settings.liveness, now: now)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard connection == nil else { return }
        let connection = BoltConnection(
            id: connectionID, channel: context.channel,
            handler: NIOLoopBound(self, eventLoop: context.eventLoop))
        self.connection = connection
        liveness.heard(at: context.eventLoop.now)
        arrangeWakeUp()
        onOpen(connection)
    }

    // MARK: Bytes in

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        liveness.heard(at: context.eventLoop.now)
        if input.readableBytes == 0 {
            input = bytes
        } else {
            input.writeBuffer(&bytes)
        }
        isReading = true
        decodeInput()
        noteInput()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        flush()
        if input.readableBytes == 0 { input = ByteBuffer() }
        context.fireChannelReadComplete()
    }

    private func decodeInput() {
        while let channel = context?.channel, channel.isActive {
            if output.readableBytes > Self.outputChunk { flush() }
            // What cannot be answered is not taken on: it waits in `input`, which is not filled on.
            guard channel.isWritable else { return }
            switch decoder.decode(&input) {
            case .frame(let frame): handle(frame)
            case .needsMore:
                if input.readerIndex > 1 << 16 { input.discardReadBytes() }
                return
            case .fault(let fault):
                flush()
                refuse("malformed frame", "\(fault)")
                return
            }
        }
    }

    private func noteInput() {
        let bytes = input.readableBytes
        guard bytes != inputNoted else { return }
        let fits = settings.unfinished.change(from: inputNoted, to: bytes)
        inputNoted = bytes
        if !fits {
            refuse(
                "part of a frame",
                "all connections together hold more than \(settings.unfinished.limit) bytes of such"
            )
        }
    }

    private func refuse(_ what: String, _ reason: String) {
        settings.logger.warning(
            "closed a connection after a \(what)",
            metadata: [
                "peer": "\(connection?.remoteAddress ?? "unknown")", "reason": "\(reason)",
            ])
        input = ByteBuffer()
        close(reason: "\(what): \(reason)")
    }

    private func handle(_ frame: BoltFrame) {
        switch (frame.command, frame.kind) {
        case (.heartbeat, .request): write(answer: .heartbeatAnswer(to: frame))
        case (.heartbeat, _): break
        case (_, .response(let status)): answered(frame, status)
        case (_, .request(let timeout)): receive(frame, timeout: timeout, isOneway: false)
        case (_, .oneway(let timeout)): receive(frame, timeout: timeout, isOneway: true)
        }
    }

    // MARK: Bytes out

    /// Appends an answer to what is written next; false when it is too large.
    @discardableResult
    func write(answer frame: BoltFrame) -> Bool {
        do throws(BoltFault) {
            try encoder.encode(frame, into: &output)
        } catch {
            return false
        }
        scheduleFlush()
        return true
    }

    /// Writes a frame of its own, so that it is known when exactly this frame has left.
    func write(request bytes: ByteBuffer, whenDone: @escaping (Result<Void, any Error>) -> Void) {
        guard let context else { return }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete(whenDone)
        context.write(wrapOutboundOut(bytes), promise: promise)
        hasUnflushedWrites = true
        scheduleFlush()
    }

    private func scheduleFlush() {
        guard !isReading, !isFlushScheduled, let context else { return }
        isFlushScheduled = true
        context.eventLoop.assumeIsolated().execute {
            self.isFlushScheduled = false
            self.flush()
        }
    }

    private func flush() {
        guard let context, output.readableBytes > 0 || hasUnflushedWrites else { return }
        liveness.spoke(at: context.eventLoop.now)
        hasUnflushedWrites = false
        if output.readableBytes > 0 {
            context.write(wrapOutboundOut(output), promise: nil)
        }
        context.flush()
        output.clear()
        closeWhenDrained()
    }

    /// A peer that does not read its answers is not read from either.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        let isWritable = context.channel.isWritable
        do {
            try context.channel.syncOptions?.setOption(.autoRead, value: isWritable)
        } catch {
            close(reason: "\(error)")
        }
        if isWritable {
            decodeInput()
            noteInput()
            scheduleFlush()
        }
        context.fireChannelWritabilityChanged()
    }

    // MARK: The end

    func close(reason: String) {
        closeReason = reason
        context?.close(promise: nil)
    }

    func drain() {
        isDraining = true
        closeWhenDrained()
    }

    /// Ends our direction when everything is answered, and leaves the peer the time to read it: a
    /// socket closed over unread requests would reset the connection, and lose answers on the way.
    func closeWhenDrained() {
        guard isDraining, !isOutputClosed, calls.count == 0, output.readableBytes == 0,
            let context, context.channel.isActive
        else { return }
        isOutputClosed = true
        closeReason = "stopped"
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.lastReading) {
            self.context?.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        close(reason: "\(error)")
    }

    func channelInactive(context: ChannelHandlerContext) {
        wakeUp?.timer.cancel()
        wakeUp = nil
        input = ByteBuffer()
        noteInput()
        for ended in requests.close(reason: closeReason) {
            ended.waiter.resume(returning: .failure(ended.error))
        }
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        connection = nil
        self.context = nil
    }

    // MARK: Time

    /// One timer a connection, for whatever is due first.
    func arrangeWakeUp() {
        guard let context, context.channel.isActive else { return }
        var due = liveness.next
        if let deadline = requests.nextDeadline { due = min(due, deadline) }
        if let deadline = calls.nextDeadline { due = min(due, deadline) }
        if let wakeUp, wakeUp.at <= due { return }
        wakeUp?.timer.cancel()
        let timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) {
            self.wakeUp = nil
            self.wake()
        }
        wakeUp = (due, timer)
    }

    private func wake() {
        guard let context else { return }
        let now = context.eventLoop.now
        for ended in requests.expire(at: now) {
            ended.waiter.resume(returning: .failure(ended.error))
        }
        for expired in calls.expire(at: now) {
            expired.task?.cancel()
            reply(
                .failure(.timeout, "the call took longer than its time limit"),
                to: expired.replyAddress)
        }
        switch liveness.act(at: now) {
        case .nothing: break
        case .sendHeartbeat: write(answer: .heartbeat(id: .max))
        case .close(let reason): close(reason: reason)
        }
        arrangeWakeUp()
    }
}
