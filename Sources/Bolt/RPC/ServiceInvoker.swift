/// Calls methods of services, wherever they are.
public protocol ServiceInvoker: Sendable {
    /// Calls and waits for the result message.
    ///
    /// - Throws: ``InvocationError``; ``InvocationError/mayHaveExecuted`` says what is known.
    func invoke(_ call: ServiceCall) async throws(InvocationError) -> [UInt8]
}
