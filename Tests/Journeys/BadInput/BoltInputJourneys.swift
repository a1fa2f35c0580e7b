import Bolt
import Foundation
import NIOCore
import TestSupport
import Testing

/// Bytes that are no frames, to every Bolt port of a running workshop.
@Suite struct BoltInputJourneys {
    /// Where Bolt is spoken: the port's index in a workshop, and the component.
    static let doors = [(0, "registry"), (3, "account")]

    @Test func `what is no frame ends its connection, with a reason in the log`() async throws {
        try await Workshop.with("frames") { workshop in
            try workshop.split()
            try await workshop.up()
            for (port, name) in Self.doors {
                let witness = try await Witness(name, in: workshop)
                for (bytes, reason) in Self.malformed {
                    let socket = try #require(RawSocket(port: workshop.ports[port]))
                    socket.send(bytes)
                    #expect(socket.readToEnd() == [], "\(reason)")
                }
                try await workshop.waitForLog(of: name, saying: Self.malformed.map(\.1))
                try await witness.expectUnharmed(in: workshop, mebibytes: 24)
            }
            try await workshop.expectSale()
        }
    }

    @Test func `thousands of mutated frames harm nothing`() async throws {
        var random = SeededRandom(seed: Seeds.next("mutated frames"))
        try await Workshop.with("fuzz") { workshop in
            try workshop.split()
            try await workshop.up()
            for (port, name) in Self.doors {
                let witness = try await Witness(name, in: workshop)
                for _ in 0..<150 * Seeds.rounds {
                    let socket = try #require(RawSocket(port: workshop.ports[port]))
                    for _ in 0..<8 {
                        guard socket.send(Self.mutated(using: &random)) else { break }
                    }
                    socket.finish()
                }
                try await witness.expectUnharmed(in: workshop, mebibytes: 48)
            }
            try await workshop.expectSale()
        }
    }

    @Test func `parts of great frames and a flood of connections stay within bounds`()
        async throws
    {
        try await Workshop.with("flood") { workshop in
            try workshop.split()
            try await workshop.up()
            for (port, name) in Self.doors {
                let witness = try await Witness(name, in: workshop)
                let great =
                    Self.announcing(content: 8 << 20) + [UInt8](repeating: 7, count: 8 << 20 - 1)
                var parts: [RawSocket] = []
                for _ in 0..<10 {
                    let socket = try #require(RawSocket(port: workshop.ports[port]))
                    socket.send(great)
                    parts.append(socket)
                }
                try await workshop.expectSale()
                // 64 MiB of parts are held, in buffers up to twice as large.
                try await witness.expectUnharmed(in: workshop, mebibytes: 192)
                parts = []
                let flood = (0..<300).compactMap { _ in RawSocket(port: workshop.ports[port]) }
                for socket in flood { socket.send([1, 1, 0]) }
                try await workshop.expectSale()
                try await witness.expectUnharmed(in: workshop, mebibytes: 192)
                withExtendedLifetime(flood) {}
            }
        }
    }

    private static func frame(_ dialect: BoltDialect, content: Int = 40) -> [UInt8] {
        var bytes = ByteBuffer()
        let frame = BoltFrame(
            dialect: dialect, command: .request, kind: .request(timeout: 1_000), requestID: 7,
            codec: .protobuf, className: ClassName.sofaRequest,
            header: BoltHeader([
                ("sofa_head_target_service", "io.sofastack.Nobody:1.0"),
                ("sofa_head_method_name", "minusBalance"),
            ]), content: ByteBuffer(repeating: 0x41, count: content))
        try? BoltEncoder(limits: BoltLimits(content: 16 << 20)).encode(frame, into: &bytes)
        return Array(bytes.readableBytesView)
    }

    /// The first bytes of a v1 request that announces so much content.
    private static func announcing(content: UInt32) -> [UInt8] {
        let head: [UInt8] = [1, 1, 0, 1, 1, 0, 0, 0, 7, 11, 0, 0, 3, 232, 0, 0, 0, 0]
        return head + (0..<4).map { UInt8(truncatingIfNeeded: content >> (24 - 8 * $0)) }
    }

    private static var malformed: [([UInt8], String)] {
        var wrongChecksum = frame(.v2WithChecksum)
        wrongChecksum[wrongChecksum.count - 1] ^= 1
        return [
            (Array("GET / HTTP/1.1\r\n\r\n".utf8), "the first byte is 71"),
            ([2, 9], "version 9 of Bolt v2"),
            ([1, 9], "frame type 9"),
            (wrongChecksum, "the checksum is"),
            (announcing(content: 8 << 20 + 1), "8388609 bytes is not within 0 to 8388608"),
            (announcing(content: .max), "-1 bytes is not within 0 to 8388608"),
        ]
    }

    /// A frame with some bytes changed, cut, or doubled.
    private static func mutated(using random: inout some RandomNumberGenerator) -> [UInt8] {
        let dialects: [BoltDialect] = [.v1, .v2WithChecksum, .v2(version: 1, switches: 0)]
        var bytes = frame(dialects[Int.random(in: 0..<3, using: &random)])
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(bytes[place], at: place)
            default: bytes.removeLast(min(bytes.count - 1, Int.random(in: 0...8, using: &random)))
            }
        }
        return bytes
    }
}

extension Workshop {
    /// Waits until a component has logged all of some texts.
    func waitForLog(of name: String, saying texts: [String]) async throws {
        try await eventually("\(texts) in the log of \(name)") {
            let log = try await self.run("logs", name).output
            return texts.allSatisfy(log.contains) ? true : nil
        }
    }
}
