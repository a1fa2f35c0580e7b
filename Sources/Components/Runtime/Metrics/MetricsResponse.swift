import HTTPTypes
import Hummingbird
import NIOCore
import Telemetry

/// A process's metrics in the form that the request accepts: Prometheus text or OpenMetrics.
func metricsResponse(_ registry: MetricsRegistry, to request: Request) -> Response {
    let accept = request.headers[values: .accept].joined(separator: ",")
    let format = ExpositionFormat.negotiated(accept: accept)
    let text = Exposition.text(
        of: registry.families, as: format, constantLabels: registry.constantLabels)
    return Response(
        status: .ok,
        headers: [
            .contentType: format.contentType, .cacheControl: "no-store", .vary: "Accept",
        ],
        body: .init(byteBuffer: ByteBuffer(bytes: text)))
}
