import Supervisor
import Wire

extension ControlClient {
    /// Waits until the files were read for the first time and no process is starting or stopping, at
    /// most `limit`; gives the last snapshot, settled or not.
    func waitUntilPlanned(within limit: Duration) async throws(ControlError) -> SupervisorSnapshot {
        let first = try await snapshot()
        if first.components.isEmpty, first.notices.isEmpty {
            _ = try await snapshot(after: first.revision, wait: limit)
        }
        return try await waitUntilSettled(within: limit)
    }
}
