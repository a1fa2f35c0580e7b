import CoordinatorAPI
import Seata
import Synchronization

/// The log of frames, filled from event loops and read by whoever looks: a lock around it.
final class FrameRecorder: Sendable {
    private let log: Mutex<FrameLog>
    private let start = ContinuousClock.now

    init(_ log: FrameLog = FrameLog()) {
        self.log = Mutex(log)
    }

    func add(_ sighting: SeataSighting) {
        log.withLock { $0.add(sighting, at: ContinuousClock.now - start) }
    }

    /// The frames of a transaction, in the order they came and went.
    func frames(of xid: XID) -> [FrameView] {
        // A copy to read from: decoding does not keep the event loops waiting.
        log.withLock { $0 }.frames(of: xid)
    }
}
