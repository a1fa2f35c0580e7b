/// Something that can show frames and say which keys were pressed: a terminal, or a test's memory.
public protocol Screen: Sendable {
    /// Keys in the order they were pressed, ended when the screen is closed.
    ///
    /// There is one stream with one reader. It holds at most 1024 keys that nobody has read; then
    /// newer keys are dropped and counted, while resizes and endings still come through.
    var keys: AsyncStream<Key> { get }

    /// The size at this moment.
    var size: Size { get }

    /// Hands a frame over and returns at once. Frames are shown in order; of those that come faster
    /// than they can be shown only the newest is kept. Only what differs is written.
    func show(_ frame: Frame)
}
