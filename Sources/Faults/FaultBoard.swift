import Glibc
import Synchronization

/// The faults that are armed in a process, by the name of the point at which they strike. Nothing is
/// armed at the start, and then a point costs the look at one flag.
///
/// A class with a lock: points are passed on any thread.
public final class FaultBoard: Sendable {
    /// A fault that waits for its point to be passed.
    public struct Armed: Hashable, Sendable {
        /// The point's name.
        public var point: String
        /// What happens there.
        public var fault: Fault
        /// So often the point is passed unharmed before.
        public var after: Int
        /// So often it strikes then.
        public var times: Int

        /// A fault at a point; it strikes once, at the next pass, unless told otherwise.
        public init(point: String, fault: Fault, after: Int = 0, times: Int = 1) {
            self.point = point
            self.fault = fault
            self.after = after
            self.times = times
        }
    }

    /// What the passer has to see to itself.
    public enum Effect: Hashable, Sendable {
        /// Nothing.
        case none
        /// It does not say what it was to say.
        case drop
        /// It does or says it twice.
        case duplicate
    }

    /// At most so many faults are armed.
    public static let limit = 100

    private let isArmed = Atomic<Bool>(false)
    private let faults = Mutex<[Armed]>([])

    /// A board with nothing armed.
    public init() {}

    /// What is armed and has not struck yet, in the order it was armed.
    public var armed: [Armed] { faults.withLock { $0 } }

    /// Arms a fault; false when there are too many.
    public func arm(_ fault: Armed) -> Bool {
        faults.withLock { faults in
            guard faults.count < Self.limit else { return false }
            faults.append(fault)
            isArmed.store(true, ordering: .releasing)
            return true
        }
    }

    /// Disarms all of them.
    public func disarm() {
        faults.withLock { faults in
            faults = []
            isArmed.store(false, ordering: .releasing)
        }
    }

    /// Passes a point, from code that may block for a while.
    @discardableResult
    public func pass(_ point: String) -> Effect {
        switch strike(at: point) {
        case .slow(let milliseconds):
            usleep(UInt32(milliseconds) * 1_000)
            return .none
        case let fault: return perform(fault)
        }
    }

    /// Passes a point, from code that may wait but not block.
    @discardableResult
    public func passing(_ point: String) async -> Effect {
        switch strike(at: point) {
        case .slow(let milliseconds):
            try? await ContinuousClock().sleep(for: .milliseconds(milliseconds))
            return .none
        case let fault: return perform(fault)
        }
    }

    private func perform(_ fault: Fault?) -> Effect {
        switch fault {
        case .kill:
            kill(getpid(), SIGKILL)
            return .none
        case .pause:
            kill(getpid(), SIGSTOP)
            return .none
        case .drop: return .drop
        case .duplicate: return .duplicate
        case .slow, nil: return .none
        }
    }

    /// The fault that strikes now, if any.
    private func strike(at point: String) -> Fault? {
        guard isArmed.load(ordering: .acquiring) else { return nil }
        return faults.withLock { faults in
            guard let index = faults.firstIndex(where: { $0.point == point }) else { return nil }
            if faults[index].after > 0 {
                faults[index].after -= 1
                return nil
            }
            let fault = faults[index].fault
            faults[index].times -= 1
            if faults[index].times <= 0 { faults.remove(at: index) }
            isArmed.store(!faults.isEmpty, ordering: .releasing)
            return fault
        }
    }
}

extension FaultBoard {
    /// Lets no file of this process grow any more, as on a full disk; or lets them again.
    ///
    /// Writing fails with EFBIG then (setrlimit(2), RLIMIT_FSIZE): what is already in a file may still be
    /// written over.
    ///
    /// - Returns: whether it could be done.
    public static func fillDisk(_ isFull: Bool) -> Bool {
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else {
            return false
        }
        limit.rlim_cur = isFull ? 0 : limit.rlim_max
        return setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0
    }
}
