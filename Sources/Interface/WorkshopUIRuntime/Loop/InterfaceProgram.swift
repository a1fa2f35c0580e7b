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
    /// The time; nil for a program that needs none.
    public var time: Time?
    /// Whether two models differ in news only, which nobody waits for.
    public var isNewsOnly: @Sendable (_ shown: Model, _ model: Model) -> Bool

    /// How a program is told the time.
    public struct Time: Sendable {
        /// What a tick says now.
        public var tick: @Sendable () -> Message
        /// How long after the last tick a model wants the next one, if nothing happens before.
        public var pause: @Sendable (Model) -> Duration

        /// A clock's two abilities.
        public init(
            tick: @escaping @Sendable () -> Message, pause: @escaping @Sendable (Model) -> Duration
        ) {
            self.tick = tick
            self.pause = pause
        }
    }

    /// A program.
    public init(
        update: @escaping @Sendable (inout Model, Message) -> [Command],
        view: @escaping @Sendable (Model) -> Frame,
        message: @escaping @Sendable (Key) -> Message?,
        work: @escaping @Sendable (Command) -> Work<Message>,
        time: Time? = nil,
        isNewsOnly: @escaping @Sendable (_ shown: Model, _ model: Model) -> Bool = { _, _ in false }
    ) {
        self.update = update
        self.view = view
        self.message = message
        self.work = work
        self.time = time
        self.isNewsOnly = isNewsOnly
    }
}
