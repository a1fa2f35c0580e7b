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

    /// How it went.
    enum End {
        /// None was started here, so the components go on.
        case notOurs
        case stopped
        /// It had not ended after ``patience``.
        case late
    }

    /// The supervisor kills whatever has not stopped after 1.5 s, so this is beyond it.
    private static let patience = Duration.seconds(3)
    /// How long nothing is said.
    private static let silence = Duration.milliseconds(300)

    /// Ends the supervisor when it was started here.
    ///
    /// - Parameter whenSlow: said once when it takes longer than 300 ms.
    func end(whenSlow say: @escaping @Sendable () -> Void = {}) async -> End {
        guard let child, !child.hasEnded else { return .notOurs }
        let clock = ContinuousClock()
        let slow = Task {
            try await clock.sleep(for: Self.silence)
            say()
        }
        defer { slow.cancel() }
        try? await session.control.down()
        if let lifeline = child.lifeline { close(lifeline) }
        let deadline = clock.now + Self.patience
        while !child.hasEnded, clock.now < deadline {
            try? await clock.sleep(for: .milliseconds(5))
        }
        return child.hasEnded ? .stopped : .late
    }
}
