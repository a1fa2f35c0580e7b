import LabKit
import LabRuntime
import Wire
import WorkshopUI

/// What lies outside of requests: clipboard, editor, the shell behind the screen, what is kept for
/// the next session, and the supervisor as a process.
public struct Desk: Sendable {
    /// A choice that the next session begins with.
    public enum Choice: Equatable, Sendable {
        /// The language.
        case language(Language)
        /// Screen, lab and step.
        case place(Place)
    }

    /// Puts text on the clipboard.
    public var copy: @Sendable (String) async -> Void
    /// Opens a file of the home folder in the attendee's editor; answers why it could not.
    public var edit: @Sendable (String) async -> LocalizedText?
    /// Changes one value in a file of the home folder and has it applied; answers why it could not.
    public var set: @Sendable (_ file: String, _ path: String, _ to: String) async -> LocalizedText?
    /// Reads a file of the home folder.
    public var read: @Sendable (String) async -> Result<String, LabFailure>
    /// Gives the terminal back to the shell, as Ctrl-Z does.
    public var suspend: @Sendable () async -> Void
    /// Keeps a choice for the next session.
    public var keep: @Sendable (Choice) async -> Void
    /// Microseconds of a clock that only rises.
    public var now: @Sendable () -> Int
    /// Called when nobody supervises the home: starts a supervisor, at most once at a time.
    public var supervise: @Sendable () async -> Void

    /// Shows text in the attendee's pager; answers why it could not.
    public var page: @Sendable (String) async -> LocalizedText? = { _ in nil }
    /// Has clicks and the wheel come here, or leaves them to the terminal.
    public var useMouse: @Sendable (Bool) -> Void = { _ in }
    /// What components wrote, as this terminal can show it.
    public var readable: @Sendable (String) -> String = { $0 }

    /// A desk from its parts.
    public init(
        copy: @escaping @Sendable (String) async -> Void,
        edit: @escaping @Sendable (String) async -> LocalizedText?,
        set: @escaping @Sendable (String, String, String) async -> LocalizedText?,
        read: @escaping @Sendable (String) async -> Result<String, LabFailure>,
        suspend: @escaping @Sendable () async -> Void,
        keep: @escaping @Sendable (Choice) async -> Void,
        now: @escaping @Sendable () -> Int, supervise: @escaping @Sendable () async -> Void
    ) {
        self.copy = copy
        self.edit = edit
        self.set = set
        self.read = read
        self.suspend = suspend
        self.keep = keep
        self.now = now
        self.supervise = supervise
    }
}
