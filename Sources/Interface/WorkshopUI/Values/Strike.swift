import Faults

/// What is to be broken on purpose, or mended.
public enum Strike: Equatable, Sendable {
    /// Arm a fault in a component.
    case arm(FaultOrder, at: Endpoint)
    /// Disarm all that is armed in these, and give their disks back.
    case heal([Endpoint])
}
