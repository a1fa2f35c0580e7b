import NIOCore

/// The peer's requests.
extension ConnectionHandler {
    func receive(_ frame: BoltFrame, timeout: Int32, isOneway: Bool) {
        guard let context, let connection else { return }
        let replyAddress = IncomingCalls.ReplyAddress(
            dialect: frame.dialect, requestID: frame.requestID, codec: frame.codec,
            isOneway: isOneway)
        if isDraining {
            reply(.failure(.busy, "this server is stopping"), to: replyAddress)
            return
        }
        guard let processor = settings.processors[frame.className] else {
            reply(
                .failure(.serverException, "no processor for class \(frame.className)"),
                to: replyAddress)
            return
        }
        let request = BoltRequest(
            frame, timeout: timeout, isOneway: isOneway, connection: connection)
        let amount = timeout > 0 ? .milliseconds(Int64(timeout)) : settings.defaultTimeout
        process(request, by: processor, replyAddress, deadline: context.eventLoop.now + amount)
    }

    private func process(
        _ request: BoltRequest, by processor: BoltProcessor,
        _ replyAddress: IncomingCalls.ReplyAddress, deadline: NIODeadline
    ) {
        switch processor {
        case .immediate(let answer): reply(answer(request), to: replyAddress)
        case .concurrent(let answer): start(answer, request, replyAddress, deadline: deadline)
        case .routed(let choose):
            process(request, by: choose(request), replyAddress, deadline: deadline)
        }
    }

    private func start(
        _ process: @escaping @Sendable (BoltRequest) async -> BoltReply, _ request: BoltRequest,
        _ replyAddress: IncomingCalls.ReplyAddress, deadline: NIODeadline
    ) {
        guard let context, settings.budget.take() else {
            reply(.failure(.busy, "too many calls are under way here"), to: replyAddress)
            return
        }
        guard let serial = calls.open(replyAddress, deadline: deadline) else {
            settings.budget.give()
            reply(
                .failure(.busy, "too many calls of this connection are under way"),
                to: replyAddress)
            return
        }
        let loop = context.eventLoop
        let handler = NIOLoopBound(self, eventLoop: loop)
        // A task of its own, kept in `calls` until it ends: at its deadline it is cancelled.
        let task = Task {
            let answer = await process(request)
            loop.execute { handler.value.finish(serial, answer) }
        }
        calls.started(serial, task: task)
        arrangeWakeUp()
    }

    private func finish(_ serial: UInt64, _ answer: BoltReply) {
        settings.budget.give()
        if let replyAddress = calls.ended(serial) { reply(answer, to: replyAddress) }
        closeWhenDrained()
    }

    /// Answers a request, unless it wants no answer. Never sends an empty success: no peer can read
    /// one.
    func reply(_ answer: BoltReply, to address: IncomingCalls.ReplyAddress) {
        guard !address.isOneway, context?.channel.isActive == true else { return }
        var answer = answer
        if answer.content.readableBytes == 0 {
            answer = .failure(
                answer.status == .success ? .serverException : answer.status,
                "the processor gave an empty answer, which no peer can read")
        }
        if !write(answer: frame(answer, to: address)) {
            let failure = BoltReply.failure(
                .serverSerializationException, "the answer is larger than a frame may be")
            write(answer: frame(failure, to: address))
        }
    }

    private func frame(
        _ answer: BoltReply, to address: IncomingCalls.ReplyAddress
    ) -> BoltFrame {
        BoltFrame(
            dialect: address.dialect, command: .response, kind: .response(answer.status),
            requestID: address.requestID, codec: answer.codec ?? address.codec,
            className: answer.className, header: answer.header, content: answer.content)
    }
}
