/// What a test throws when what it waited for did not happen.
public struct DeadlineExceeded: Error, CustomStringConvertible {
    /// What was waited for.
    public let what: String
    /// One sentence.
    public var description: String { "waited in vain for \(what)" }
}

/// Runs work that must end within a limit; cancels it and throws ``DeadlineExceeded`` when not.
///
/// The limit is a safety net against hanging, far above what the work takes.
public func withDeadline<T: Sendable>(
    _ what: String, within limit: Duration = .seconds(30),
    _ work: @escaping @Sendable () async throws -> T
) async throws -> T {
    try await withThrowingTaskGroup(of: T.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await ContinuousClock().sleep(for: limit)
            throw DeadlineExceeded(what: what)
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw DeadlineExceeded(what: what) }
        return value
    }
}

/// Asks again and again, pausing shortly, until the answer is not nil; at most `limit`.
///
/// For effects in other processes, which announce nothing: the pause only spares the processor.
@discardableResult
public func eventually<T: Sendable>(
    _ what: String, within limit: Duration = .seconds(30),
    _ question: @escaping @Sendable () async throws -> T?
) async throws -> T {
    try await withDeadline(what, within: limit) {
        while true {
            if let answer = try await question() { return answer }
            try await ContinuousClock().sleep(for: .milliseconds(10))
        }
    }
}
