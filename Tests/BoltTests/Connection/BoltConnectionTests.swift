import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import Bolt

/// Requests and calls on a loop whose time is moved by hand, while tasks wait for them.
@Suite struct BoltConnectionTests {
    private func open(
        _ processors: [String: BoltProcessor] = [:]
    ) async throws -> (NIOAsyncTestingChannel, BoltConnection) {
        let channel = NIOAsyncTestingChannel()
        let (opened, open) = AsyncStream.makeStream(of: BoltConnection.self)
        let settings = ConnectionSettings(
            liveness: .closeWhenIdle(.seconds(90)), outgoingLimit: 8, incomingLimit: 8,
            defaultTimeout: .seconds(60), budget: InFlightBudget(limit: 8),
            processors: processors, logger: quiet)
        try await channel.testingEventLoop.executeInContext {
            let handler = ConnectionHandler(
                connectionID: 1, settings: settings, now: channel.eventLoop.now)
            handler.onOpen = { open.yield($0) }
            try channel.pipeline.syncOperations.addHandler(handler)
        }
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1))
        var iterator = opened.makeAsyncIterator()
        return (channel, try #require(await iterator.next()))
    }

    private func failure(_ connection: BoltConnection, _ deadline: Duration) async -> BoltError? {
        do throws(BoltError) {
            _ = try await connection.request(.echo(), deadline: deadline)
            return nil
        } catch {
            return error
        }
    }

    private func frame(_ bytes: ByteBuffer) -> BoltFrame? {
        var bytes = bytes
        guard case .frame(let frame) = BoltDecoder().decode(&bytes) else { return nil }
        return frame
    }

    @Test func `a request ends at its deadline, not before`() async throws {
        let (channel, connection) = try await open()
        try await withDeadline("both requests") {
            async let early = failure(connection, .seconds(3))
            let first = frame(try await channel.waitForOutboundWrite(as: ByteBuffer.self))
            #expect(first?.kind == .request(timeout: 3000))
            async let late = failure(connection, .seconds(4))
            let second = frame(try await channel.waitForOutboundWrite(as: ByteBuffer.self))
            await channel.testingEventLoop.advanceTime(by: .seconds(3))
            #expect(await early == .deadlineExceeded)
            var answer = ByteBuffer()
            try BoltEncoder().encode(
                BoltFrame(
                    command: .response, kind: .response(.success),
                    requestID: second?.requestID ?? 0, codec: .protobuf, className: "c",
                    content: ByteBuffer(string: "late but in time")), into: &answer)
            try await channel.writeInbound(answer)
            #expect(await late == nil)
        }
    }

    @Test func `the end of the connection ends what waits`() async throws {
        let (channel, connection) = try await open()
        try await withDeadline("the request") {
            async let request = failure(connection, .seconds(3))
            _ = try await channel.waitForOutboundWrite(as: ByteBuffer.self)
            try await channel.close()
            #expect(await request == .connectionLost("closed by the peer"))
            #expect(
                await failure(connection, .seconds(3)) == .unreachable("the connection is closed"))
        }
    }

    @Test func `a call without a time limit gets the default one`() async throws {
        let gate = Gate()
        let (channel, _) = try await open([
            "wait": .concurrent { _ in
                await gate.pass()
                return BoltReply(className: "c", bytes: [1])
            }
        ])
        try await withDeadline("the call's end") {
            var call = ByteBuffer()
            try BoltEncoder().encode(
                BoltFrame(
                    command: .request, kind: .request(timeout: -1), requestID: 5,
                    codec: .protobuf, className: "wait", content: ByteBuffer(string: "x")),
                into: &call)
            try await channel.writeInbound(call)
            await gate.arrivals(of: 1)
            await channel.testingEventLoop.advanceTime(by: .seconds(59))
            #expect(try await channel.readOutbound(as: ByteBuffer.self) == nil)
            await channel.testingEventLoop.advanceTime(by: .seconds(1))
            let answer = frame(try await channel.waitForOutboundWrite(as: ByteBuffer.self))
            #expect(answer?.kind == .response(.timeout))
            #expect(answer?.requestID == 5)
        }
    }
}
