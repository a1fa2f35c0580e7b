import NIOCore

/// An open connection, either end of it; equal when it is the same one.
public struct SeataConnection: Sendable, Hashable {
    /// Unique among all of its server or client.
    public let id: Int
    private let channel: any Channel
    private let handler: NIOLoopBound<SeataHandler>

    init(id: Int, channel: any Channel, handler: NIOLoopBound<SeataHandler>) {
        self.id = id
        self.channel = channel
        self.handler = handler
    }

    /// The peer's address, `127.0.0.1:45112`.
    public var peer: String {
        guard let address = channel.remoteAddress, let host = address.ipAddress else { return "?" }
        return "\(host):\(address.port ?? 0)"
    }

    /// Sends a frame; nothing is said when the connection has ended before.
    public func send(_ frame: SeataFrame) {
        onLoop { $0.write(frame) }
    }

    /// Closes it, once.
    public func close(reason: String) {
        onLoop { $0.close(reason: reason) }
    }

    /// Frames sent from one thread leave in order: from any other than the event loop's they take its
    /// queue.
    func onLoop(_ body: @escaping @Sendable (SeataHandler) -> Void) {
        if channel.eventLoop.inEventLoop {
            body(handler.value)
        } else {
            channel.eventLoop.execute { body(handler.value) }
        }
    }

    /// Runs a body later, whether the connection is open then or not.
    func schedule(
        in time: Duration, _ body: @escaping @Sendable () -> Void
    ) -> Scheduled<Void> {
        channel.eventLoop.scheduleTask(in: TimeAmount(time), body)
    }

    /// The same connection.
    public static func == (left: SeataConnection, right: SeataConnection) -> Bool {
        left.id == right.id && left.channel === right.channel
    }

    /// By id.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
    }
}
