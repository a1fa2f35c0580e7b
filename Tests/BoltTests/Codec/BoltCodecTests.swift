import NIOCore
import Wire
import TestSupport
import Testing

@testable import Bolt

/// The codec beyond the recordings: limits, checksums, heartbeats, and bytes nobody would send.
@Suite struct BoltCodecTests {
    @Test func `a heartbeat and its answer have the bytes Java has`() throws {
        #expect(
            try hex(.heartbeat(id: 15)) == "01010000010000000f01ffffffff0000000000000000")
        #expect(
            try hex(.heartbeatAnswer(to: .heartbeat(id: 15)))
                == "01000000010000000f0100000000000000000000")
        #expect(
            try hex(.heartbeat(id: 1, dialect: .v2WithChecksum))
                == "020201000001000000010101ffffffff00000000000000002aeeebd5")
        #expect(
            try hex(.heartbeatAnswer(to: .heartbeat(id: 1, dialect: .v2WithChecksum)))
                == "02020000000100000001010000000000000000000000")
    }

    @Test func `the checksum is that of zlib`() {
        let text = Array("123456789".utf8)
        #expect(text.withUnsafeBytes { CRC32.checksum($0) } == 0xCBF4_3926)
        #expect(UnsafeRawBufferPointer(start: nil, count: 0).isEmpty)
        #expect([UInt8]().withUnsafeBytes { CRC32.checksum($0) } == 0)
    }

    @Test func `a fault is found in the first bytes that show it`() {
        let cases: [(String, BoltFault)] = [
            ("47", .unknownProtocol(0x47)),
            ("0d", .unknownProtocol(13)),
            ("0203", .unknownVersion(3)),
            ("0103", .unknownType(3)),
            ("01010064", .unknownCommand(100, type: 1)),
            ("01010002", .unknownCommand(2, type: 1)),
            ("01000001", .unknownCommand(1, type: 0)),
            ("0101000101000000010b00000bb8ffff000000000000", .classNameTooLong(65_535)),
            ("0101000101000000010b00000bb800008000ffffffff", .headerTooLong(32_768)),
            ("0101000101000000010b00000bb800000000ffffffff", .contentTooLong(-1, limit: 8 << 20)),
            (
                "0101000101000000010b00000bb80000000000800001",
                .contentTooLong(8_388_609, limit: 8 << 20)
            ),
        ]
        for (hex, fault) in cases {
            var bytes = ByteBuffer(hex: hex)
            #expect(BoltDecoder().decode(&bytes) == .fault(fault), "\(hex)")
            if hex.count > 8 { continue }
            var fewer = ByteBuffer(hex: String(hex.dropLast(2)))
            #expect(BoltDecoder().decode(&fewer) == .needsMore, "\(hex)")
        }
    }

    @Test func `a fault of size states the limit`() {
        #expect(
            "\(BoltFault.contentTooLong(8_388_609, limit: 8 << 20))"
                == "a content length of 8388609 bytes is not within 0 to 8388608")
    }

    @Test func `a frame with a part that is too long is not written`() {
        var frame = BoltFrame(
            command: .request, kind: .oneway(timeout: -1), requestID: 1, codec: .protobuf)
        var bytes = ByteBuffer()
        frame.className = String(repeating: "c", count: 32_768)
        #expect(throws: BoltFault.classNameTooLong(32_768)) {
            try BoltEncoder().encode(frame, into: &bytes)
        }
        frame.className = ""
        frame.header = BoltHeader([("k", String(repeating: "v", count: 32_759))])
        #expect(throws: BoltFault.headerTooLong(32_768)) {
            try BoltEncoder().encode(frame, into: &bytes)
        }
        frame.header = BoltHeader([("k", String(repeating: "v", count: 32_758))])
        frame.content = ByteBuffer(repeating: 0, count: 17)
        #expect(throws: BoltFault.contentTooLong(17, limit: 16)) {
            try BoltEncoder(limits: BoltLimits(content: 16)).encode(frame, into: &bytes)
        }
        #expect(bytes.readableBytes == 0)
        #expect(throws: Never.self) {
            try BoltEncoder(limits: BoltLimits(content: 17)).encode(frame, into: &bytes)
        }
    }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `any frame is read as it was written`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<500 {
            let frame = randomFrame(&random)
            var bytes = ByteBuffer()
            try BoltEncoder().encode(frame, into: &bytes)
            #expect(BoltDecoder().decode(&bytes) == .frame(frame), "seed \(seed)")
            #expect(bytes.readableBytes == 0, "seed \(seed)")
        }
    }

    @Test(arguments: [UInt64(11), 12, 13, 14])
    func `altered bytes are a fault, a part, or a frame of just these bytes`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let frames = RecordedFrame.all.map(\.bytes)
        for _ in 0..<3000 {
            var bytes = frames[Int.random(in: frames.indices, using: &random)]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes.setInteger(
                    UInt8.random(in: 0...255, using: &random),
                    at: Int.random(in: 0..<bytes.readableBytes, using: &random))
            }
            let before = bytes
            guard case .frame(let frame) = BoltDecoder().decode(&bytes) else {
                #expect(bytes == before, "seed \(seed): taken though no frame")
                continue
            }
            _ = frame.header.pairs
            guard !frame.className.contains("\u{FFFD}") else { continue }
            var written = ByteBuffer()
            try BoltEncoder().encode(frame, into: &written)
            let taken = before.getSlice(at: 0, length: before.readableBytes - bytes.readableBytes)
            #expect(written == taken, "seed \(seed)")
        }
    }

    @Test func `a header is read by key, nulls and malformed bytes being absent`() {
        let header = BoltHeader([("a", "1"), ("服务", "书店"), ("a", "2"), ("empty", "")])
        #expect(header["a"] == "1")
        #expect(header["服务"] == "书店")
        #expect(header["empty"] == "")
        #expect(header["b"] == nil)
        #expect(header.dictionary == ["a": "2", "服务": "书店", "empty": ""])
        let null = BoltHeader(
            bytes: ByteBuffer(hex: "0000000161ffffffff" + "0000000162" + "0000000131"))
        #expect(null["a"] == nil)
        #expect(null["b"] == "1")
        #expect(null.dictionary == ["b": "1"])
        for hex in ["00", "00000001", "000000016100000002ff", "fffffffe", "7fffffff6161"] {
            let malformed = BoltHeader(bytes: ByteBuffer(hex: hex))
            #expect(malformed.pairs == nil, "\(hex)")
            #expect(!malformed.isWellFormed, "\(hex)")
            #expect(malformed["a"] == nil, "\(hex)")
        }
    }

    private func hex(_ frame: BoltFrame) throws -> String {
        var bytes = ByteBuffer()
        try BoltEncoder().encode(frame, into: &bytes)
        return bytes.hex
    }

    private func randomFrame(_ random: inout SeededRandom) -> BoltFrame {
        let dialects: [BoltDialect] = [
            .v1, .v2(version: 1, switches: 0), .v2(version: 1, switches: 1), .v2WithChecksum,
            .v2(version: 2, switches: 0),
        ]
        let isResponse = Bool.random(using: &random)
        let isHeartbeat = Bool.random(using: &random)
        let timeout = Int32.random(in: .min ... .max, using: &random)
        let requestKind: BoltFrame.Kind =
            Bool.random(using: &random) ? .request(timeout: timeout) : .oneway(timeout: timeout)
        let status = BoltStatus(rawValue: .random(in: 0...20, using: &random))
        let pairs = (0..<Int.random(in: 0...5, using: &random)).map { index in
            ("key\(index)", String(repeating: "值", count: Int.random(in: 0...9, using: &random)))
        }
        let content = (0..<Int.random(in: 0...300, using: &random)).map { _ in
            UInt8.random(in: 0...255, using: &random)
        }
        return BoltFrame(
            dialect: dialects[Int.random(in: dialects.indices, using: &random)],
            command: isHeartbeat ? .heartbeat : (isResponse ? .response : .request),
            kind: isResponse ? .response(status) : requestKind,
            requestID: .random(in: 0 ... .max, using: &random),
            codec: ContentCodec(rawValue: .random(in: 0...255, using: &random)),
            className: String(repeating: "c", count: Int.random(in: 0...60, using: &random)),
            header: BoltHeader(pairs), content: ByteBuffer(bytes: content))
    }
}
