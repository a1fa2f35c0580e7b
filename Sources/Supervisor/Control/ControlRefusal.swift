import HTTPTypes
import Wire

/// A request on the control socket that is understood and not followed.
struct ControlRefusal: Error, Equatable {
    let reply: ErrorReply

    init(_ reply: ErrorReply) {
        self.reply = reply
    }

    /// The status that goes with the code.
    var status: HTTPResponse.Status {
        switch reply.error.code {
        case "unknown_component", "unknown_action": .notFound
        case "not_running", "shutting_down": .conflict
        case "file_refused": .unprocessableContent
        default: .badRequest
        }
    }
}
