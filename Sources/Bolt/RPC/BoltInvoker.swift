import NIOCore

/// Calls methods of services at one address.
public struct BoltInvoker: ServiceInvoker {
    private let client: BoltClient
    private let address: BoltAddress

    /// An invoker for an address, over a client's connection to it.
    public init(client: BoltClient, address: BoltAddress) {
        self.client = client
        self.address = address
    }

    /// Calls and waits for the result message.
    public func invoke(_ call: ServiceCall) async throws(InvocationError) -> [UInt8] {
        var call = call
        guard let span = CallSpan.begin(&call, to: address) else { return try await send(call) }
        do throws(InvocationError) {
            let result = try await send(call)
            span.end(responseSize: result.count)
            return result
        } catch {
            span.end(error)
            throw error
        }
    }

    private func send(_ call: ServiceCall) async throws(InvocationError) -> [UInt8] {
        let reply: BoltReply
        do throws(BoltError) {
            reply = try await client.request(call.message, to: address, deadline: call.deadline)
        } catch {
            throw InvocationError(error)
        }
        return try Self.result(of: reply)
    }

    /// The result in an answer, or the error it tells.
    ///
    /// An error's text is read where it is UTF-8; a Java server's own errors are Hessian objects, of
    /// which only the status is told.
    static func result(of reply: BoltReply) throws(InvocationError) -> [UInt8] {
        let isError = reply.header[SofaHeader.responseError] == "true"
        let hasText = reply.codec != .hessian2 && reply.content.readableBytes > 0
        let text =
            hasText ? String(decoding: reply.content.readableBytesView, as: UTF8.self) : nil
        guard reply.status == .success, !isError else {
            throw .refused(status: reply.status, text: text ?? "no text")
        }
        guard reply.codec == .protobuf else {
            throw .refused(
                status: .codecException,
                text: "the result is in \(reply.codec?.description ?? "no codec"), not in protobuf")
        }
        return reply.bytes
    }
}
