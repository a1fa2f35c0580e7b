/// Answers one method of a service.
public enum ServiceHandler: Sendable {
    /// On the connection's event loop: must neither block nor take long.
    case immediate(@Sendable ([UInt8], CallContext) -> ServiceReply)
    /// In a task of its own, cancelled at the caller's time limit.
    case concurrent(@Sendable ([UInt8], CallContext) async -> ServiceReply)
}
