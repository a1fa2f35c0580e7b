/// Reads the labs when they are first asked for, once: the first screen does not wait for them.
public actor LabReader {
    private let read: @Sendable () -> LabSession
    private var kept: LabSession?

    /// - Parameter read: reads them; blocks while it does.
    public init(_ read: @escaping @Sendable () -> LabSession) {
        self.read = read
    }

    /// The labs; whoever asks while they are read waits.
    public var session: LabSession {
        if let kept { return kept }
        let session = read()
        kept = session
        return session
    }
}
