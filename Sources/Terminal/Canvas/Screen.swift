/// Something that can show frames and say which keys were pressed: a terminal, or a test's memory.
public protocol Screen: Sendable {
    /// Keys in the order they were pressed, ended when the screen is closed.
    ///
    /// There is one stream with one reader. It holds at most 1024 keys that nobody has read; then
    /// newer keys are dropped and counted, while resizes and endings still come through.
    var keys: AsyncStream<Key> { get }

    /// The size at this moment.
    var size: Size { get async }

    /// Shows `frame`, writing only what differs from the one before.
    func show(_ frame: Frame) async

    /// Gives the terminal up for as long as `work` runs (an editor), then takes it back.
    func suspended(during work: @Sendable () async -> Void) async
}
