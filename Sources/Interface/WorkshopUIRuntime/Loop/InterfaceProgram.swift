import Canvas

/// What the loop is told about a program: how its model changes, how it looks, what its commands
/// mean. The loop knows no screen, no component and no protocol.
public struct InterfaceProgram<Model: Equatable & Sendable, Message: Sendable, Command>: Sendable {
    /// The rules.
    public var update: @Sendable (inout Model, Message) -> [Command]
    /// The whole screen of a model.
    public var view: @Sendable (Model) -> Frame
    /// What a key says to the model; nil when nothing.
    public var message: @Sendable (Key) -> Message?
    /// How a command is carried out.
    public var work: @Sendable (Command) -> Work<Message>
    /// What a tick says; nil for a program without a clock.
    public var tick: (@Sendable () -> Message)?

    /// A program.
    public init(
        update: @escaping @Sendable (inout Model, Message) -> [Command],
        view: @escaping @Sendable (Model) -> Frame,
        message: @escaping @Sendable (Key) -> Message?,
        work: @escaping @Sendable (Command) -> Work<Message>,
        tick: (@Sendable () -> Message)? = nil
    ) {
        self.update = update
        self.view = view
        self.message = message
        self.work = work
        self.tick = tick
    }
}
