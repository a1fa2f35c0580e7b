import NIOCore

/// Our requests to the peer.
extension ConnectionHandler {
    func send(_ frame: BoltFrame, ticket: UInt64, deadline: NIODeadline, waiter: Waiter) {
        guard let context, context.channel.isActive else {
            waiter.resume(returning: .failure(.unreachable("the connection is closed")))
            return
        }
        guard deadline > context.eventLoop.now else {
            waiter.resume(returning: .failure(.unreachable("its time was over before it left")))
            return
        }
        var bytes = ByteBuffer()
        do throws(BoltFault) {
            try encoder.encode(frame, into: &bytes)
        } catch {
            waiter.resume(returning: .failure(.oversized(error)))
            return
        }
        let size = bytes.readableBytes
        guard requests.open(ticket: ticket, size: size, deadline: deadline, waiter: waiter) else {
            waiter.resume(returning: .failure(.busy))
            return
        }
        write(request: bytes) { result in
            switch result {
            case .success: self.requests.sent(ticket, size: size)
            case .failure(let error):
                let ended = self.requests.notSent(ticket, size: size, reason: "\(error)")
                ended?.waiter.resume(returning: .failure(.unreachable("\(error)")))
            }
        }
        arrangeWakeUp()
    }

    func send(oneway frame: BoltFrame) {
        guard let context, context.channel.isActive, context.channel.isWritable else { return }
        write(answer: frame)
    }

    func abandon(_ ticket: UInt64) {
        guard let ended = requests.abandoned(ticket) else { return }
        ended.waiter.resume(returning: .failure(ended.error))
    }

    func answered(_ frame: BoltFrame, _ status: BoltStatus) {
        guard let waiter = requests.answered(frame.requestID) else { return }
        waiter.resume(
            returning: .success(
                BoltReply(
                    status: status, className: frame.className, codec: frame.codec,
                    header: frame.header, content: frame.content)))
    }
}
