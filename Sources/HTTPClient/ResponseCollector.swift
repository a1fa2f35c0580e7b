import NIOCore
import NIOHTTP1

/// Gathers the parts of one answer, up to the limit, and settles the exchange's promise.
///
/// A class because NIO's pipeline holds its handlers by reference; used on its event loop only.
final class ResponseCollector: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let outcome: EventLoopPromise<HTTPClient.Response>
    private let address: String
    private let limit: Int
    private var response = HTTPClient.Response(status: 0, headers: [], body: [])

    init(outcome: EventLoopPromise<HTTPClient.Response>, address: String, limit: Int) {
        self.outcome = outcome
        self.address = address
        self.limit = limit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            // 1xx answers announce the real one.
            guard head.status.code >= 200 else { return }
            response.status = Int(head.status.code)
            response.headers = head.headers.map { ($0.name, $0.value) }
        case .body(let bytes):
            guard response.body.count + bytes.readableBytes <= limit else {
                outcome.fail(HTTPClientError.tooLarge(limit: limit))
                return
            }
            response.body.append(contentsOf: bytes.readableBytesView)
        case .end:
            guard response.status != 0 else { return }
            outcome.succeed(response)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        outcome.fail(HTTPClientError.brokenOff(address, reason: "\(error)"))
    }

    func channelInactive(context: ChannelHandlerContext) {
        outcome.fail(HTTPClientError.brokenOff(address, reason: "the connection closed"))
    }
}
