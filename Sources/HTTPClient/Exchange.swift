import NIOCore
import NIOHTTP1
import NIOPosix

/// One request and its answer on a connection of their own.
///
/// All outcomes go through one promise, so that deadline, cancellation, a broken connection and the
/// answer race safely: the first wins and the connection is closed.
struct Exchange: Sendable {
    let loop: any EventLoop
    let request: HTTPClient.Request
    let address: HTTPClient.Address
    let bodyLimit: Int
    let deadline: Duration
    let outcome: EventLoopPromise<HTTPClient.Response>

    init(
        loop: any EventLoop, request: HTTPClient.Request, address: HTTPClient.Address,
        bodyLimit: Int, deadline: Duration
    ) {
        self.loop = loop
        self.request = request
        self.address = address
        self.bodyLimit = bodyLimit
        self.deadline = deadline
        self.outcome = loop.makePromise()
    }

    func end(with error: HTTPClientError) {
        outcome.fail(error)
    }

    func run() -> EventLoopFuture<HTTPClient.Response> {
        let expiry = loop.scheduleTask(in: .init(deadline)) {
            end(with: .deadlineExceeded(address.description))
        }
        connect().whenComplete { result in
            switch result {
            case .success(let channel):
                outcome.futureResult.whenComplete { _ in channel.close(promise: nil) }
                write(on: channel)
            case .failure(let error):
                end(with: .unreachable(address.description, reason: "\(error)"))
            }
        }
        outcome.futureResult.whenComplete { _ in expiry.cancel() }
        return outcome.futureResult
    }

    private func connect() -> EventLoopFuture<any Channel> {
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.init(deadline))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(
                        ResponseCollector(
                            outcome: outcome, address: address.description, limit: bodyLimit))
                }
            }
        switch address {
        case .tcp(let host, let port): return bootstrap.connect(host: host, port: port)
        case .unix(let path): return bootstrap.connect(unixDomainSocketPath: path)
        }
    }

    private func write(on channel: any Channel) {
        var headers = HTTPHeaders(request.headers)
        if !headers.contains(name: "Host") {
            headers.add(name: "Host", value: address.isTCP ? address.description : "localhost")
        }
        if !request.body.isEmpty || request.method == "POST" {
            headers.replaceOrAdd(name: "Content-Length", value: "\(request.body.count)")
        }
        headers.replaceOrAdd(name: "Connection", value: "close")
        let head = HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: request.method), uri: request.path,
            headers: headers)
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        if !request.body.isEmpty {
            let body = channel.allocator.buffer(bytes: request.body)
            channel.write(HTTPClientRequestPart.body(.byteBuffer(body)), promise: nil)
        }
        channel.writeAndFlush(HTTPClientRequestPart.end(nil)).whenFailure { error in
            end(with: .brokenOff(address.description, reason: "\(error)"))
        }
    }
}

extension HTTPClient.Address {
    var isTCP: Bool {
        if case .tcp = self { return true }
        return false
    }
}

extension TimeAmount {
    /// At most a day, so that no deadline overflows.
    init(_ duration: Duration) {
        let seconds = min(max(duration.components.seconds, 0), 86_400)
        self = .nanoseconds(
            seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000)
    }
}
