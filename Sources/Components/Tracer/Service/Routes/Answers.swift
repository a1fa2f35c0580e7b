import HTTPTypes
import Hummingbird
import NIOCore
import TracerCore

/// Answers in the forms Zipkin has: JSON, or a sentence as plain text.
enum Answers {
    static func text(_ sentence: String, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: sentence)))
    }

    static func json(_ buffer: ByteBuffer) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: buffer))
    }

    static func trace(_ spans: [StoredSpan]) -> Response {
        var buffer = ByteBuffer()
        write(spans, to: &buffer)
        return json(buffer)
    }

    static func traces(_ traces: [[StoredSpan]]) -> Response {
        var buffer = ByteBuffer()
        buffer.writeInteger(UInt8(ascii: "["))
        for (index, trace) in traces.enumerated() {
            if index > 0 { buffer.writeInteger(UInt8(ascii: ",")) }
            write(trace, to: &buffer)
        }
        buffer.writeInteger(UInt8(ascii: "]"))
        return json(buffer)
    }

    private static func write(_ spans: [StoredSpan], to buffer: inout ByteBuffer) {
        buffer.writeInteger(UInt8(ascii: "["))
        for (index, span) in spans.enumerated() {
            if index > 0 { buffer.writeInteger(UInt8(ascii: ",")) }
            buffer.writeBytes(span.json)
        }
        buffer.writeInteger(UInt8(ascii: "]"))
    }
}
