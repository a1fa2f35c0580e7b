import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Tracing
import Wire

/// A value as a JSON answer, keys in order, so that equal values give equal bytes.
public func jsonResponse(
    _ value: some Encodable, status: HTTPResponse.Status = .ok
) -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(value) else {
        return Response(status: .internalServerError)
    }
    return Response(
        status: status,
        headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
        body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
}

/// A refusal as a JSON answer. From status 500 on, its words are why the request's span failed.
public func refusalResponse(_ reply: ErrorReply, status: HTTPResponse.Status) -> Response {
    if status.code >= 500, let context = InstrumentationContext.current {
        let span = InstrumentationSystem.tracer.activeSpan(identifiedBy: context)
        let reason = "\(reply.error.code): \(reply.error.message)"
        span?.setStatus(SpanStatus(code: .error, message: reason))
    }
    return jsonResponse(reply, status: status)
}
