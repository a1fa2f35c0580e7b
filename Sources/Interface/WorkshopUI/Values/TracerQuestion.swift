/// What the tracer was asked.
public enum TracerQuestion: Equatable, Sendable {
    /// For the newest traces.
    case list
    /// For one of them.
    case trace
}
