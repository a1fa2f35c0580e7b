public import TracerAPI

/// Spans of purchases, for tests.
public enum SampleSpans {
    /// The spans of one purchase: the shop is asked, writes, calls the account, which writes.
    ///
    /// - Parameters:
    ///   - number: which purchase; its trace id follows from it.
    ///   - start: microseconds since 1970.
    ///   - error: why the call failed; nil when it did not.
    ///   - server: whether the account tells of it too.
    public static func purchase(
        _ number: UInt64, at start: Int64 = 1_000_000, error: String? = nil, server: Bool = true
    ) -> [ZipkinSpan] {
        let trace = TraceID(high: 0x7f00_0001, low: number)
        let shop = ZipkinEndpoint(serviceName: "stock_mng", ipv4: "127.0.0.1")
        let account = ZipkinEndpoint(serviceName: "balance_mng", ipv4: "127.0.0.1")
        let failed = error.map { [ZipkinSpan.Tag("error", $0)] } ?? []
        let status = error == nil ? "200" : "503"
        var spans = [
            ZipkinSpan(
                traceID: trace, id: 1, kind: .server, name: "post /purchase", timestamp: start,
                duration: 5_000, localEndpoint: shop,
                tags: [
                    .init("origin.span.id", "0"), .init("http.request.method", "POST"),
                    .init("http.response.status_code", status),
                ] + failed),
            ZipkinSpan(
                traceID: trace, id: 2, parentID: 1, kind: .client, name: "write stock.db",
                timestamp: start + 100, duration: 900, localEndpoint: shop,
                remoteEndpoint: ZipkinEndpoint(serviceName: "stock.db"),
                tags: [.init("origin.span.id", "0.1")]),
            ZipkinSpan(
                traceID: trace, id: 3, parentID: 1, kind: .client,
                name: "balancemngfacade/minusbalance", timestamp: start + 1_100, duration: 3_000,
                localEndpoint: shop,
                remoteEndpoint: ZipkinEndpoint(serviceName: "balance_mng", port: 12_200),
                tags: [.init("origin.span.id", "0.2"), .init("method", "minusBalance")] + failed),
        ]
        guard server else { return spans }
        spans.append(
            ZipkinSpan(
                traceID: trace, id: 3, parentID: 1, kind: .server,
                name: "balancemngfacade/minusbalance", timestamp: start + 1_300, duration: 2_500,
                localEndpoint: account,
                remoteEndpoint: ZipkinEndpoint(serviceName: "stock_mng"),
                tags: [.init("origin.span.id", "0.2"), .init("method", "minusBalance")],
                shared: true))
        spans.append(
            ZipkinSpan(
                traceID: trace, id: 4, parentID: 3, kind: .client, name: "write balance.db",
                timestamp: start + 1_400, duration: 2_000, localEndpoint: account,
                remoteEndpoint: ZipkinEndpoint(serviceName: "balance.db"),
                tags: [.init("origin.span.id", "0.2.1")]))
        return spans
    }
}
