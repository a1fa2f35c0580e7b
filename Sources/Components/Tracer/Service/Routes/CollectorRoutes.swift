import HTTPTypes
import Hummingbird
import NIOCore
import SwiftProtobuf
import TracerAPI
import TracerCore

/// Where spans come in: Zipkin's JSON, OpenTelemetry's JSON and protobuf, packed or not.
struct CollectorRoutes: Sendable {
    let hub: TracerHub
    let settings: TracerSettings

    func add(to router: Router<BasicRequestContext>) {
        router.post("/api/v2/spans") { request, _ in
            await taking(request) { (bytes) throws(Refusal) in
                guard !isProtobuf(request) else {
                    throw Refusal(
                        .unsupportedMediaType,
                        "send Zipkin's JSON here; protobuf is taken at /v1/traces, in OTLP")
                }
                do throws(ZipkinReader.Fault) {
                    hub.take(try ZipkinReader().spans(bytes))
                } catch {
                    throw Refusal(error)
                }
                noteLosses(request)
                return Response(status: .accepted)
            }
        }
        router.post("/v1/traces") { request, _ in
            await taking(request) { (bytes) throws(Refusal) in
                isProtobuf(request) ? try takeProtobuf(bytes) : try takeJSON(bytes)
            }
        }
    }

    /// Why a request is not taken.
    private struct Refusal: Error {
        let status: HTTPResponse.Status
        let message: String

        init(_ status: HTTPResponse.Status, _ message: String) {
            self.status = status
            self.message = message
        }

        init(_ fault: ZipkinReader.Fault) {
            if case .tooMany = fault {
                self.init(.contentTooLarge, fault.description)
            } else {
                self.init(.badRequest, fault.description)
            }
        }
    }

    private func taking(
        _ request: Request, _ body: ([UInt8]) throws(Refusal) -> Response
    ) async -> Response {
        do throws(Refusal) {
            return try body(try await unpacked(request))
        } catch {
            hub.countBadRequest()
            return Answers.text(error.message, error.status)
        }
    }

    private func unpacked(_ request: Request) async throws(Refusal) -> [UInt8] {
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: settings.bodyLimit)
        } catch {
            throw Refusal(
                .contentTooLarge, "the body is larger than \(settings.bodyLimit) bytes")
        }
        let bytes = Array(buffer.readableBytesView)
        switch request.headers[.contentEncoding]?.lowercased() {
        case nil, "", "identity": return bytes
        case "gzip", "x-gzip":
            do throws(Gunzip.Fault) {
                return try Gunzip.unpack(bytes, limit: settings.unpackedLimit)
            } catch {
                switch error {
                case .damaged(let reason):
                    throw Refusal(.badRequest, "the body is not gzip: \(reason)")
                case .tooLarge(let limit):
                    throw Refusal(
                        .contentTooLarge, "the body is larger than \(limit) bytes when unpacked")
                }
            }
        case .some(let other):
            throw Refusal(
                .unsupportedMediaType, "the encoding \(other.prefix(32)) is unknown; use gzip")
        }
    }

    private func isProtobuf(_ request: Request) -> Bool {
        request.headers[.contentType]?.lowercased().contains("protobuf") ?? false
    }

    /// A component of ours says how many spans it had to drop, and how many traces it did not record.
    private func noteLosses(_ request: Request) {
        func count(_ header: String) -> Int {
            HTTPField.Name(header).flatMap { request.headers[$0] }.flatMap(Int.init) ?? 0
        }
        let losses = TracerHub.Losses(
            dropped: count("Workshop-Dropped-Spans"), unsampled: count("Workshop-Unsampled-Traces"))
        guard losses.dropped > 0 || losses.unsampled > 0,
            let source = HTTPField.Name("Workshop-Instance"),
            let instance = request.headers[source], instance.utf8.count <= 64
        else { return }
        hub.note(losses, by: instance)
    }

    private func takeJSON(_ bytes: [UInt8]) throws(Refusal) -> Response {
        let result: OTLPReader.Result
        do throws(ZipkinReader.Fault) {
            result = try OTLPReader().spans(bytes)
        } catch {
            throw Refusal(error)
        }
        hub.take(result.spans)
        guard result.rejected > 0 else { return Answers.json(ByteBuffer(string: "{}")) }
        return Answers.json(
            ByteBuffer(
                string: """
                    {"partialSuccess":{"rejectedSpans":"\(result.rejected)",\
                    "errorMessage":"\(Self.rejection)"}}
                    """))
    }

    private func takeProtobuf(_ bytes: [UInt8]) throws(Refusal) -> Response {
        guard let message = try? Workshop_Otlp_ExportRequest(serializedBytes: bytes) else {
            throw Refusal(.badRequest, "the body is no ExportTraceServiceRequest in protobuf")
        }
        let result: OTLPReader.Result
        do throws(ZipkinReader.Fault) {
            result = try message.result(limits: ZipkinReader.Limits())
        } catch {
            throw Refusal(error)
        }
        hub.take(result.spans)
        var answer = Workshop_Otlp_ExportResponse()
        if result.rejected > 0 {
            answer.partialSuccess.rejectedSpans = Int64(result.rejected)
            answer.partialSuccess.errorMessage = Self.rejection
        }
        let body: [UInt8] = (try? answer.serializedBytes()) ?? []
        return Response(
            status: .ok, headers: [.contentType: "application/x-protobuf"],
            body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    private static let rejection = "spans without a trace id of 16 and a span id of 8 bytes"
}
