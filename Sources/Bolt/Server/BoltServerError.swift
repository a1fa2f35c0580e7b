/// Why a server does not serve.
public enum BoltServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The address could not be bound: in use, or not of this machine.
    case cannotBind(address: String, reason: String)
    /// It was stopped before, or is bound already: make another one.
    case alreadyUsed

    /// One sentence, with what to do next where that is known.
    public var description: String {
        switch self {
        case .cannotBind(let address, let reason):
            "cannot listen on \(address): \(reason); stop what listens there or take another port"
        case .alreadyUsed: "a Bolt server serves once; make another one"
        }
    }
}
