public import LabKit
public import Supervisor
public import Wire

/// The ways from a lab to what runs: the same ones that an attendee has, and a clock.
///
/// A struct of closures, so that tests put doubles behind the doors. `LabDoors.live` has the real
/// ones.
public struct LabDoors: Sendable {
    /// What a component said to `GET /state`.
    public enum StateAnswer: Equatable, Sendable {
        /// Its evidence.
        case state(JSONValue)
        /// Nothing in time.
        case noAnswer
        /// Something that is no JSON object, or an error.
        case unintelligible
    }

    /// What the supervisor knows; nil when there is none.
    public var snapshot: @Sendable () async -> SupervisorSnapshot?
    /// `GET /state` on a port of 127.0.0.1, within a second.
    public var state: @Sendable (_ port: Int) async -> StateAnswer
    /// Asks the supervisor to start, stop or restart; does not wait for it to be done.
    public var control: @Sendable (LabAction.Verb, ComponentID) async throws(LabFailure) -> Void
    /// Has the supervisor read the files again, and returns when they are applied.
    public var reload: @Sendable () async throws(LabFailure) -> Void
    /// Buys once at the bookstore on a port; a refusal is no failure.
    public var buy: @Sendable (LabAction.Purchase, _ port: Int) async throws(LabFailure) -> Void
    /// Asks the registry on a port for its services.
    public var askRegistry: @Sendable (_ port: Int) async throws(LabFailure) -> Void
    /// Waits until something happened after a mark, at most so long; gives the newer mark, or the
    /// same one when nothing happened.
    public var change: @Sendable (ChangeMark, Duration) async -> ChangeMark
    /// Sends a check's request to a port of 127.0.0.1, within ``CheckQuestion/deadline``.
    public var ask: @Sendable (HTTPQuestion, _ port: Int) async -> Finding
    /// Runs a line of shell in home, within a deadline, and ends what it leaves behind if asked to.
    public var run:
        @Sendable (_ line: String, Duration, CommandRunner.Leftovers) async -> CommandOutcome
    /// The time and a way to wait.
    public var timekeeper: Timekeeper

    /// Doors from their parts.
    public init(
        snapshot: @escaping @Sendable () async -> SupervisorSnapshot?,
        state: @escaping @Sendable (_ port: Int) async -> StateAnswer,
        control:
            @escaping @Sendable (LabAction.Verb, ComponentID) async throws(LabFailure) -> Void,
        reload: @escaping @Sendable () async throws(LabFailure) -> Void,
        buy:
            @escaping @Sendable (LabAction.Purchase, _ port: Int) async throws(LabFailure) -> Void,
        askRegistry: @escaping @Sendable (_ port: Int) async throws(LabFailure) -> Void,
        change: @escaping @Sendable (ChangeMark, Duration) async -> ChangeMark,
        ask: @escaping @Sendable (HTTPQuestion, _ port: Int) async -> Finding,
        run:
            @escaping @Sendable (_ line: String, Duration, CommandRunner.Leftovers) async ->
            CommandOutcome,
        timekeeper: Timekeeper
    ) {
        self.snapshot = snapshot
        self.state = state
        self.control = control
        self.reload = reload
        self.buy = buy
        self.askRegistry = askRegistry
        self.change = change
        self.ask = ask
        self.run = run
        self.timekeeper = timekeeper
    }
}
