import Supervisor
import Wire

extension Session {
    /// Where a component that is ready answers HTTP; nil when it is not ready.
    func httpPort(of name: String) async throws(Failure) -> Int? {
        let snapshot = try await Failure.asking { () async throws(ControlError) in
            try await control.snapshot()
        }
        let component = snapshot.components.first { $0.name == ComponentID(name) }
        return component?.state == .ready ? component?.http : nil
    }
}
