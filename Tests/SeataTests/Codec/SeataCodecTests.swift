import CoordinatorAPI
import NIOCore
import Seata
import TestSupport
import Testing

@Suite struct SeataCodecTests {
    @Test(arguments: GoldenFrame.all)
    func `a frame seen on the wire is read`(golden: GoldenFrame) {
        var buffer = ByteBuffer(bytes: golden.bytes)
        #expect(SeataDecoder().decode(&buffer) == .frame(golden.frame))
        #expect(buffer.readableBytes == 0)
    }

    @Test(arguments: GoldenFrame.all)
    func `a frame is written as it was seen on the wire`(golden: GoldenFrame) throws {
        var buffer = ByteBuffer()
        try SeataEncoder().encode(golden.frame, into: &buffer)
        #expect(Array(buffer.readableBytesView) == golden.bytes)
    }

    @Test(arguments: GoldenFrame.all)
    func `part of a frame takes nothing and waits for more`(golden: GoldenFrame) {
        for count in 0..<golden.bytes.count {
            var buffer = ByteBuffer(bytes: golden.bytes.prefix(count))
            #expect(SeataDecoder().decode(&buffer) == .needsMore)
            #expect(buffer.readableBytes == count)
        }
    }

    @Test func `frames that come together are read one after another`() {
        var buffer = ByteBuffer(bytes: GoldenFrame.all.flatMap(\.bytes))
        for golden in GoldenFrame.all {
            #expect(SeataDecoder().decode(&buffer) == .frame(golden.frame))
        }
        #expect(SeataDecoder().decode(&buffer) == .needsMore)
    }

    @Test(arguments: [
        "a request to register with everything in it": SeataBody.request(
            .register(
                BranchRegistration(
                    xid: XID("a:1:2"), type: .tcc, resource: "minusBalancePrepare",
                    lockKeys: "", applicationData: #"{"actionContext":{"金额":"99.00"}}"#))),
        "a report of a branch": .request(
            .reportBranch(
                BranchReport(
                    xid: XID("a:1:2"), branch: -7, status: .phaseOneFailed, resource: "r",
                    applicationData: "x", type: .at))),
        "a saga's report": .request(.report(XID("a:1:2"), .committed)),
        "a question for locks": .request(
            .queryLocks(
                BranchRegistration(
                    xid: XID("a:1:2"), type: .at, resource: "r", lockKeys: "t:1,2;u:7"))),
        "the request to roll back": .request(.rollback(XID("a:1:2"))),
        "a saga's report taken": .reply(.reported(.success(.committed))),
        "a report taken": .reply(.branchReported(.success(.init()))),
        "a refused begin": .reply(
            .begun(.failure(TransactionRefusal(.beginFailed, "full")))),
        "a refused question for locks": .reply(
            .locksQueried(.failure(TransactionRefusal(.lockableCheckFailed, "store")))),
        "a branch that failed": .answer(
            BranchAnswer(
                .rollback, xid: XID("a:1:2"), branch: 3,
                status: .success(.rollbackFailedUnretryable))),
        "resources, several": .introduction(
            ClientIntroduction(
                role: .resourceManager(resources: ["a", "b"]), version: "1.5.2",
                application: "app", group: "g", extra: "ak=null\nvgroup=g\n")),
        "undo records to be dropped": .dropUndoLogs(type: .at, resource: "r", days: 7),
    ])
    func `what is written is read again`(name: String, body: SeataBody) throws {
        let frame = SeataFrame(
            .request, id: .min,
            headers: [.init(name: "k", value: nil), .init(name: "", value: "值")], body: body)
        var buffer = ByteBuffer()
        try SeataEncoder().encode(frame, into: &buffer)
        #expect(SeataDecoder().decode(&buffer) == .frame(frame))
    }

    @Test(arguments: [
        "GET / HTTP/1.1": SeataFault.notSeata(0x4745),
        "dada 00 0010": .unknownVersion(0),
        "dada 01 0000000f 0010 00 01 00 00000001": .wrongLength(15, limit: 8 << 20),
        "dada 01 00800001 0010 00 01 00 00000001": .wrongLength((8 << 20) + 1, limit: 8 << 20),
        "dada 01 00000012 000f 00 01 00 00000001": .wrongHeadLength(15),
        "dada 01 00000012 0013 00 01 00 00000001": .wrongHeadLength(19),
        "dada 01 00000012 0010 05 01 00 00000001": .unknownKind(5),
        "dada 01 00000012 0010 00 02 00 00000001": .unknownCodec(2),
        "dada 01 00000012 0010 00 01 01 00000001": .compressed(1),
        "dada 01 00000012 0010 00 01 00 00000001 03e7": .unknownMessage(999),
        "dada 01 00000012 0010 00 01 00 00000001 0007": .truncated(field: "xid"),
        "dada 01 00000016 0010 00 01 00 00000001 0007 7fff 0000": .truncated(field: "xid"),
        "dada 01 00000016 0010 00 01 00 00000001 0007 fffe 0000": .truncated(field: "xid"),
        "dada 01 00000016 0010 00 01 00 00000001 0007 0002 ffff": .notText(field: "xid"),
        "dada 01 00000015 0010 01 01 00 00000001 0008 01 63 00": .unknownValue(
            field: "fault", 0x63),
        "dada 01 0000001a 0010 02 01 00 00000001 003b 00000004 0001 003b": .notMergeable(59),
        "dada 01 00000012 0012 00 01 00 00000001 0005": .truncated(field: "a header's name"),
    ])
    func `what is no frame is told by its first fault`(text: String, fault: SeataFault) {
        let bytes = text.hasPrefix("GET") ? Array(text.utf8) : GoldenFrame.bytes(text)
        var buffer = ByteBuffer(bytes: bytes)
        #expect(SeataDecoder().decode(&buffer) == .fault(fault))
    }

    @Test func `a text beyond its length is not written, and the buffer stays`() {
        let frame = SeataFrame(
            .request, id: 1,
            body: .request(
                .begin(name: String(repeating: "x", count: 40_000), timeoutMilliseconds: 1)))
        var buffer = ByteBuffer(string: "before")
        #expect(throws: SeataFault.tooLong(field: "name", 40_000)) {
            try SeataEncoder().encode(frame, into: &buffer)
        }
        #expect(String(buffer: buffer) == "before")
    }

    @Test func `changed bytes are a frame or a fault, never a crash`() {
        let seed = Seeds.next("changed bytes of Seata's frames")
        var random = SeededRandom(seed: seed)
        for golden in GoldenFrame.all {
            for _ in 0..<200 * Seeds.rounds {
                var bytes = golden.bytes
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    let index = Int.random(in: 3..<bytes.count, using: &random)
                    bytes[index] = .random(in: .min ... .max, using: &random)
                }
                var buffer = ByteBuffer(bytes: bytes)
                if case .frame(let frame) = SeataDecoder().decode(&buffer) {
                    // What was understood can be said again.
                    var again = ByteBuffer()
                    #expect(throws: Never.self, "seed \(seed)") {
                        try SeataEncoder().encode(frame, into: &again)
                    }
                }
            }
        }
    }
}
