import ComponentRuntime
import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import Wire

@Suite struct `A body that cannot be read` {
    private struct Broken: Error, CustomStringConvertible {
        let description = "no chunk"
    }

    private func problem(_ bytes: [UInt8], then failure: Broken? = nil) async -> BodyProblem? {
        let (stream, continuation) = AsyncThrowingStream.makeStream(of: ByteBuffer.self)
        continuation.yield(ByteBuffer(bytes: bytes))
        continuation.finish(throwing: failure)
        let request = Request(
            head: .init(method: .post, scheme: "http", authority: "127.0.0.1", path: "/"),
            body: .init(asyncSequence: stream))
        do throws(BodyProblem) {
            _ = try await readJSON(JSONValue.self, from: request, limit: 1_000)
            return nil
        } catch {
            return error
        }
    }

    @Test func `is too large only when it is`() async {
        #expect(await problem(Array(repeating: 0x20, count: 1_001)) == .tooLarge(limit: 1_000))
        #expect(
            await problem(Array("{}".utf8), then: Broken())
                == .notJSON("it did not arrive whole (no chunk)"))
        #expect(await problem(Array("{}".utf8)) == nil)
    }

    @Test(arguments: [
        Array(#"{"count":1e400}"#.utf8), Array(#"{"count":""#.utf8) + [0xFF] + Array(#""}"#.utf8),
    ])
    func `is told by the field whose value cannot be`(bytes: [UInt8]) async {
        #expect(
            await problem(bytes)
                == .wrongField(
                    path: "count", reason: "is a number out of range, or text that is not UTF-8"))
    }
}
