import NIOCore
import Testing

@testable import Bolt

@Suite struct IncomingCallsTests {
    private func address(_ id: UInt32) -> IncomingCalls.ReplyAddress {
        .init(dialect: .v1, requestID: id, codec: .protobuf, isOneway: false)
    }

    private func at(_ seconds: Int64) -> NIODeadline {
        .uptimeNanoseconds(0) + .seconds(seconds)
    }

    @Test func `a call is answered by its processor or at its deadline, never by both`() throws {
        let calls = Held(IncomingCalls(limit: 4))
        let first = try #require(calls.open(address(1), deadline: at(1)))
        let second = try #require(calls.open(address(2), deadline: at(2)))
        #expect(calls.ended(first) == address(1))
        #expect(calls.expire(at: at(1)).isEmpty)
        #expect(calls.expire(at: at(2)).map(\.replyAddress) == [address(2)])
        #expect(calls.ended(second) == nil)
    }

    @Test func `a call whose time is over counts until its processor has ended`() throws {
        let calls = Held(IncomingCalls(limit: 1))
        let serial = try #require(calls.open(address(1), deadline: at(1)))
        #expect(calls.expire(at: at(1)).count == 1)
        #expect(calls.open(address(2), deadline: at(2)) == nil)
        #expect(calls.it.count == 1)
        _ = calls.ended(serial)
        #expect(calls.open(address(2), deadline: at(2)) != nil)
    }

    @Test func `two calls under one id are two calls`() throws {
        let calls = Held(IncomingCalls(limit: 4))
        let first = try #require(calls.open(address(7), deadline: at(1)))
        let second = try #require(calls.open(address(7), deadline: at(1)))
        #expect(calls.ended(first) == address(7))
        #expect(calls.ended(second) == address(7))
        #expect(calls.ended(second) == nil)
    }
}

extension Held<IncomingCalls> {
    fileprivate func open(
        _ address: IncomingCalls.ReplyAddress, deadline: NIODeadline
    ) -> UInt64? {
        it.open(address, deadline: deadline)
    }

    fileprivate func ended(_ serial: UInt64) -> IncomingCalls.ReplyAddress? {
        it.ended(serial)
    }

    fileprivate func expire(at now: NIODeadline) -> [IncomingCalls.Expired] {
        it.expire(at: now)
    }
}
