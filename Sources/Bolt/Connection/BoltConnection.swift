import NIOCore
import Synchronization

/// One TCP connection that carries frames both ways: either side may send requests, any number at
/// once, and answers come in any order.
///
/// A class, because a connection has an identity: it ends once, for all who hold it.
public final class BoltConnection: Sendable, Hashable, CustomStringConvertible {
    /// A number of its own, counted up by the server or client that made it.
    public let id: UInt64
    /// The peer's address, `127.0.0.1:45678`.
    public let remoteAddress: String
    /// Ended when the connection is.
    let channel: any Channel
    private let handler: NIOLoopBound<ConnectionHandler>
    private let tickets = Atomic<UInt64>(0)

    init(id: UInt64, channel: any Channel, handler: NIOLoopBound<ConnectionHandler>) {
        self.id = id
        self.channel = channel
        self.handler = handler
        let address = channel.remoteAddress
        remoteAddress =
            address.flatMap { address in
                guard let host = address.ipAddress, let port = address.port else { return nil }
                return BoltAddress(host: host, port: port).description
            } ?? "unknown"
    }

    /// Whether it is open as far as is known; it may end at any moment.
    public var isOpen: Bool { channel.isActive }

    /// Sends a request and waits for its answer, whatever the answer's status is.
    ///
    /// - Parameter deadline: for the answer, counted from now; it travels in the frame too, so that
    ///   the peer can give up in time.
    /// - Throws: ``BoltError``; ``BoltError/mayHaveExecuted`` says what is known of the peer.
    ///   Cancelling the task ends the wait at once.
    public func request(
        _ message: BoltMessage, deadline: Duration
    ) async throws(BoltError) -> BoltReply {
        if Task.isCancelled { throw .unreachable("its task was cancelled before") }
        let ticket = nextTicket()
        let amount = TimeAmount(deadline)
        let until = channel.eventLoop.now + amount
        let frame = frame(message, ticket, kind: .request(timeout: amount.boltMilliseconds))
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: ConnectionHandler.Waiter) in
                onLoop { $0.send(frame, ticket: ticket, deadline: until, waiter: waiter) }
                // A cancellation that came before the request was enqueued found nothing to end.
                if Task.isCancelled { onLoop { $0.abandon(ticket) } }
            }
        } onCancel: {
            onLoop { $0.abandon(ticket) }
        }
        return try result.get()
    }

    /// Sends a request that is never answered; returns when it was handed to the event loop.
    ///
    /// Whether it arrives is not known; when the connection is closed, or its buffer is full, it is
    /// dropped.
    public func send(oneway message: BoltMessage) {
        let frame = frame(message, nextTicket(), kind: .oneway(timeout: -1))
        onLoop { $0.send(oneway: frame) }
    }

    /// Closes it; requests in flight end with ``BoltError/connectionLost(_:)``.
    public func close() {
        channel.close(promise: nil)
    }

    /// Calls back once when it has ended, at once when it has; on the connection's event loop.
    public func whenClosed(_ action: @escaping @Sendable () -> Void) {
        channel.closeFuture.whenComplete { _ in action() }
    }

    /// Returns when it has ended.
    public func closed() async {
        do {
            try await channel.closeFuture.get()
        } catch {
            // Ended with an error is ended.
        }
    }

    /// Takes no further requests (they get status 4) and closes when those under way are answered.
    func drain() {
        onLoop { $0.drain() }
    }

    private func nextTicket() -> UInt64 {
        tickets.add(1, ordering: .relaxed).newValue
    }

    private func frame(_ message: BoltMessage, _ ticket: UInt64, kind: BoltFrame.Kind) -> BoltFrame
    {
        BoltFrame(
            command: .request, kind: kind, requestID: UInt32(truncatingIfNeeded: ticket),
            codec: message.codec, className: message.className, header: message.header,
            content: message.content)
    }

    private func onLoop(_ action: @escaping @Sendable (ConnectionHandler) -> Void) {
        if channel.eventLoop.inEventLoop {
            action(handler.value)
        } else {
            channel.eventLoop.execute { action(self.handler.value) }
        }
    }

    /// Its identity.
    public static func == (left: BoltConnection, right: BoltConnection) -> Bool {
        left === right
    }

    /// Hashes its identity.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }

    /// `connection 7 with 127.0.0.1:45678`.
    public var description: String { "connection \(id) with \(remoteAddress)" }
}

extension TimeAmount {
    /// As the wire has it: whole milliseconds, rounded up, within 1 and the greatest 32-bit number.
    var boltMilliseconds: Int32 {
        Int32(clamping: max(1, (nanoseconds + 999_999) / 1_000_000))
    }
}
