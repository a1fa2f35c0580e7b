import NIOCore
import Testing

@testable import Bolt

/// Every recorded frame: what third parties wrote is what we read, and what we would write.
@Suite struct RecordedFrameTests {
    /// Those that a Java server answered by closing the connection, or that it could not read.
    static let faults: [String: BoltFault] = [
        "probe.bad_type.request": .unknownType(5),
        "probe.bad_proto.request": .unknownProtocol(3),
        "probe.goaway.request": .unknownCommand(100, type: 1),
        "probe.v2_bad_crc.request": .badChecksum(found: 0x7cc5_665f, computed: 0x7cc5_665e),
    ]
    static let frames = RecordedFrame.all.filter { faults[$0.name] == nil }

    @Test func `all recordings are here`() {
        #expect(RecordedFrame.all.count == 99)
        #expect(Self.frames.count == 95)
    }

    @Test(arguments: frames)
    func `a recorded frame decodes to its fields`(recorded: RecordedFrame) throws {
        let fixed = try #require(recorded.fixed)
        var bytes = recorded.bytes
        guard case .frame(let frame) = BoltDecoder().decode(&bytes) else {
            Issue.record("\(recorded.name) is not read")
            return
        }
        let expected = BoltFrame(
            dialect: fixed.proto == 1
                ? .v1 : .v2(version: fixed.ver1 ?? 0, switches: fixed.switch ?? 0),
            command: try #require(BoltFrame.Command(rawValue: fixed.cmdcode)),
            kind: try kind(fixed), commandVersion: fixed.ver2, requestID: fixed.requestId,
            codec: ContentCodec(rawValue: fixed.codec), className: recorded.class ?? "",
            header: frame.header, content: content(of: recorded, fixed))
        #expect(bytes.readableBytes == 0)
        #expect(frame == expected)
        #expect(frame.className.utf8.count == fixed.classLen)
        #expect(frame.header.bytes.readableBytes == fixed.headerLen)
        let pairs = recorded.header?.map { BoltHeader.Pair(key: $0[0], value: $0[1]) }
        #expect(frame.header.pairs == pairs)
    }

    @Test(arguments: frames)
    func `a decoded frame encodes to the same bytes`(recorded: RecordedFrame) throws {
        var bytes = recorded.bytes
        guard case .frame(let frame) = BoltDecoder().decode(&bytes) else {
            Issue.record("\(recorded.name) is not read")
            return
        }
        var written = ByteBuffer()
        try BoltEncoder().encode(frame, into: &written)
        #expect(written.hex == recorded.hex)
    }

    @Test(arguments: faults.keys.sorted())
    func `what is no frame is a fault with its reason`(name: String) throws {
        var bytes = try #require(RecordedFrame.named(name)).bytes
        let before = bytes
        #expect(BoltDecoder().decode(&bytes) == .fault(try #require(Self.faults[name])))
        #expect(bytes == before)
    }

    @Test(arguments: frames)
    func `a frame in two chunks is read when the second has come`(recorded: RecordedFrame) {
        let whole = recorded.bytes
        let decoder = BoltDecoder()
        for split in 0..<whole.readableBytes {
            var part = whole.getSlice(at: 0, length: split) ?? ByteBuffer()
            let decoded = decoder.decode(&part)
            if decoded != .needsMore || part.readableBytes != split {
                Issue.record("\(recorded.name): \(split) bytes give \(decoded)")
            }
        }
    }

    @Test func `frames one after the other are read in their order`() {
        var stream = ByteBuffer()
        for recorded in Self.frames { stream.writeImmutableBuffer(recorded.bytes) }
        var read: [ByteBuffer] = []
        let decoder = BoltDecoder()
        var before = stream
        while case .frame = decoder.decode(&stream) {
            read.append(
                before.readSlice(length: before.readableBytes - stream.readableBytes)
                    ?? ByteBuffer())
        }
        #expect(read.map(\.hex) == Self.frames.map(\.hex))
        #expect(stream.readableBytes == 0)
    }

    private func kind(_ fixed: RecordedFrame.Fixed) throws -> BoltFrame.Kind {
        switch fixed.type {
        case 0: .response(BoltStatus(rawValue: try #require(fixed.respStatus)))
        case 1: .request(timeout: try #require(fixed.timeout))
        default: .oneway(timeout: try #require(fixed.timeout))
        }
    }

    private func content(of recorded: RecordedFrame, _ fixed: RecordedFrame.Fixed) -> ByteBuffer {
        let trailer = fixed.ver1 == 2 && fixed.switch == 1 ? 4 : 0
        let all = recorded.bytes
        return all.getSlice(
            at: all.readableBytes - trailer - fixed.contentLen, length: fixed.contentLen)
            ?? ByteBuffer()
    }
}
