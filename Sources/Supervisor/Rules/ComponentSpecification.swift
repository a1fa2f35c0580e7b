public import Wire

/// What one process is to be: which program, with which arguments, and whether it is to run at all.
///
/// Two specifications that differ in anything but ``startOrder``, ``wanted``, ``whyNotWanted`` and
/// ``application`` are different processes: the running one is stopped and the new one started. A process that reads a file
/// must therefore carry something of the file's content here, for instance a digest in
/// ``environment``, or a saved change of the file would not restart it.
public struct ComponentSpecification: Equatable, Sendable {
    /// The name of the process; unique in a plan.
    public var id: ComponentID
    /// The path of the program.
    public var executable: String
    /// Its arguments, without the program's own name.
    public var arguments: [String]
    /// What is added to the supervisor's own environment, or replaces parts of it.
    public var environment: [String: String]
    /// Lower ones are launched first and stopped last; equal ones together.
    public var startOrder: Int
    /// Whether it is to run. A process that is not wanted is shown as stopped and can be started
    /// by hand.
    public var wanted: Bool
    /// Why it is not to run; shown while it does not.
    public var whyNotWanted: Cause?
    /// What it calls itself in traces and metrics; nil when it has no name but its own.
    public var application: String?

    /// A specification from its parts.
    public init(
        id: ComponentID, executable: String, arguments: [String] = [],
        environment: [String: String] = [:], startOrder: Int = 0, wanted: Bool = true,
        whyNotWanted: Cause? = nil, application: String? = nil
    ) {
        self.id = id
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.startOrder = startOrder
        self.wanted = wanted
        self.whyNotWanted = whyNotWanted
        self.application = application
    }

    /// Whether a process of the one specification is a process of the other as well.
    func describesSameProcess(as other: ComponentSpecification) -> Bool {
        id == other.id && executable == other.executable && arguments == other.arguments
            && environment == other.environment
    }
}
