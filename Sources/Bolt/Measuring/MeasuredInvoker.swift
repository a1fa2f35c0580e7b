import NIOCore

/// An invoker around another that counts and times its calls; all tries of one call are one.
public struct MeasuredInvoker: ServiceInvoker {
    private let inner: any ServiceInvoker
    private let meters: ServiceMeters

    /// An invoker whose calls are measured.
    public init(_ inner: any ServiceInvoker, meters: ServiceMeters) {
        self.inner = inner
        self.meters = meters
    }

    /// Calls and waits for the result message.
    public func invoke(_ call: ServiceCall) async throws(InvocationError) -> [UInt8] {
        let start = NIODeadline.now()
        var response: Int?
        defer {
            meters.record(
                .init(
                    nanoseconds: (NIODeadline.now() - start).nanoseconds,
                    hasFailed: response == nil, requestSize: call.argument.count,
                    responseSize: response),
                service: call.service, method: call.method)
        }
        let result = try await inner.invoke(call)
        response = result.count
        return result
    }
}
