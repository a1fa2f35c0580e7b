/// What came of a command that a lab had run.
public struct CommandOutcome: Equatable, Sendable {
    /// How it ended.
    public enum Ending: Equatable, Sendable {
        /// By itself, with a status; 128 and the number when a signal ended it.
        case ended(status: Int32)
        /// It was ended, with all processes it had started, after its time.
        case overdue
        /// It could not be started; the system's reason.
        case unstartable(String)
    }

    /// How it ended.
    public var ending: Ending
    /// What it wrote on both outputs, in order; at most ``byteLimit``, control characters left out.
    public var output: String
    /// Whether it wrote more than is kept.
    public var isCut: Bool

    /// More output is read and thrown away.
    public static let byteLimit = 64 << 10

    /// An outcome from its parts.
    public init(ending: Ending, output: String = "", isCut: Bool = false) {
        self.ending = ending
        self.output = output
        self.isCut = isCut
    }

    /// Whether it ended by itself with status 0.
    public var succeeded: Bool { ending == .ended(status: 0) }
}
