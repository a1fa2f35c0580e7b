import Tracing

extension ServiceHandler {
    /// A handler that answers as this one does, within the span of the call.
    var traced: ServiceHandler {
        guard TraceHeaders.areWanted else { return self }
        switch self {
        case .immediate(let answer):
            return .immediate { argument, context in
                guard let span = CallSpan.begin(context, requestSize: argument.count) else {
                    return answer(argument, context)
                }
                let reply = InstrumentationContext.$current.withValue(span.context) {
                    answer(argument, context)
                }
                span.end(reply)
                return reply
            }
        case .concurrent(let answer):
            return .concurrent { argument, context in
                guard let span = CallSpan.begin(context, requestSize: argument.count) else {
                    return await answer(argument, context)
                }
                let reply = await InstrumentationContext.$current.withValue(span.context) {
                    await answer(argument, context)
                }
                span.end(reply)
                return reply
            }
        }
    }
}
