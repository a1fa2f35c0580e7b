import NIOCore

extension ServiceHandler {
    /// A handler that answers as this one does, and whose answers are counted and timed.
    func measured(by meters: ServiceMeters) -> ServiceHandler {
        switch self {
        case .immediate(let answer):
            return .immediate { argument, context in
                let start = NIODeadline.now()
                let reply = answer(argument, context)
                meters.record(reply, since: start, argument, context)
                return reply
            }
        case .concurrent(let answer):
            return .concurrent { argument, context in
                let start = NIODeadline.now()
                let reply = await answer(argument, context)
                meters.record(reply, since: start, argument, context)
                return reply
            }
        }
    }
}

extension ServiceMeters {
    fileprivate func record(
        _ reply: ServiceReply, since start: NIODeadline, _ argument: [UInt8],
        _ context: CallContext
    ) {
        var hasFailed = false
        if case .failure = reply { hasFailed = true }
        record(
            Outcome(
                nanoseconds: (NIODeadline.now() - start).nanoseconds, hasFailed: hasFailed,
                requestSize: argument.count),
            service: context.service, method: context.method, caller: context.application)
    }
}
