public import Wire

/// Why a request to the supervisor has no answer.
public enum ControlError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nobody supervises this home.
    case notRunning
    /// The supervisor understood and refuses: `unknown_component`, `not_running`, `shutting_down`,
    /// `file_refused`, `bad_request`, or a code of a later version.
    case refused(ErrorReply.Body)
    /// The exchange broke off, took too long, or gave no answer of a supervisor.
    case broken(String)

    /// One English sentence with what to do next.
    public var description: String {
        switch self {
        case .notRunning: "the workshop is not running; start it with: workshop up"
        case .refused(let body): body.message
        case .broken(let reason): "the supervisor gave no proper answer: \(reason)"
        }
    }
}
