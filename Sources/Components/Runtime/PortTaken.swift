/// A component cannot listen, because somebody else does.
public struct PortTaken: Error, Equatable, CustomStringConvertible {
    /// The port.
    public let port: Int
    /// Who listens there, as ``PortHolder`` tells it.
    public let holder: String

    /// One sentence with what to do next.
    public var description: String {
        "port \(port) is taken by \(holder); end it, or change the port in the file"
    }

    /// Runs what binds a port, and tells a failure by the one who holds it.
    public static func naming<Value>(
        _ port: Int, _ bind: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await bind()
        } catch {
            guard port != 0, let holder = PortHolder.description(of: port) else { throw error }
            throw PortTaken(port: port, holder: holder)
        }
    }
}
