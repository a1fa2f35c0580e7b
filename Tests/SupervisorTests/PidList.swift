import Supervisor
import Synchronization
import TestSupport
import Wire

/// Process ids noted while a supervisor runs, to look for them afterwards.
final class PidList: Sendable {
    private let pids = Mutex<[Int32]>([])

    var all: [Int32] { pids.withLock { $0 } }

    func add(_ pid: Int32) {
        pids.withLock { $0.append(pid) }
    }

    /// Adds the grandchildren that children told of in their log, once there are so many.
    func addGrandchildren(of client: ControlClient, count: Int) async throws {
        let found = try await eventually("\(count) grandchildren") {
            let lines = try await client.logs(limit: 2_000).lines.map(\.text)
            let pids = lines.filter { $0.hasPrefix("grandchild ") }.compactMap {
                Int32($0.dropFirst("grandchild ".count))
            }
            return pids.count == count ? pids : nil
        }
        for pid in found { add(pid) }
    }
}
