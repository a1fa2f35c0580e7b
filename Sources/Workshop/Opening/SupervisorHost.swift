import Foundation
import HomeFiles
import Supervisor

/// The supervisor as the interface sees it: found running, or started as a child that ends with it.
///
/// An actor, because several requests may find at the same time that nobody supervises.
actor SupervisorHost {
    private let session: Session
    private var child: ChildProcess?
    private var attempts = 0

    /// A supervisor that ends at once is started no more than so often.
    private static let attemptLimit = 5

    init(session: Session) {
        self.session = session
    }

    /// Starts a supervisor unless one was started that still lives.
    func ensureRunning() {
        if let child, !child.hasEnded { return }
        guard attempts < Self.attemptLimit else { return }
        attempts += 1
        if let lifeline = child?.lifeline { close(lifeline) }
        child = ChildProcess.launch(
            SupervisorWiring.executable, ["up", "--lifeline", "--home", session.layout.home],
            output: "\(session.layout.logs)/supervisor.log", lifeline: true)
    }

    /// Ends the supervisor when it was started here.
    ///
    /// - Returns: whether there was one to end.
    func end() async -> Bool {
        guard let child, !child.hasEnded else { return false }
        try? await session.control.down()
        if let lifeline = child.lifeline { close(lifeline) }
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(2)
        while !child.hasEnded, clock.now < deadline {
            try? await clock.sleep(for: .milliseconds(5))
        }
        return true
    }
}
