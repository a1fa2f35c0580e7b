import CoordinatorAPI
import NIOCore
import Seata
import Testing

/// A frame as a third-party client or Seata's own coordinator wrote it, and what it says.
struct GoldenFrame: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    let frame: SeataFrame

    var testDescription: String { name }

    /// - Parameter text: hexadecimal digits, and texts in quotation marks as their bytes.
    init(_ name: String, _ text: String, _ frame: SeataFrame) {
        self.name = name
        self.frame = frame
        bytes = Self.bytes(text)
    }

    static func bytes(_ text: String) -> [UInt8] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .flatMap { index, part -> [UInt8] in
                if index % 2 == 1 { return Array(part.utf8) }
                let digits = part.filter { $0.isHexDigit }
                return stride(from: 0, to: digits.count, by: 2).compactMap { offset in
                    UInt8(digits.dropFirst(offset).prefix(2), radix: 16)
                }
            }
    }
}

extension GoldenFrame {
    static let xid = XID("127.0.0.1:18091:7353893891551232")
    static let stock = "mysql://127.0.0.1:13306/stock_db"
    static let branch: Int64 = 0x001a_2053_d91f_3001

    /// seata-python 0.1 and Seata 1.4.2, seen on the wire; the last one as 2.x writes it by its source.
    static let all: [GoldenFrame] = clients + coordinator + java

    static let clients = [
        GoldenFrame(
            "a transaction manager introduces itself",
            """
            dada 01 00000036 0010 00 01 00 00000001 0065 0003 312e30 0009 "stock-mng"
            0010 "my_test_tx_group" 0000
            """,
            SeataFrame(
                .request, id: 1,
                body: .introduction(
                    ClientIntroduction(
                        role: .transactionManager, version: "1.0", application: "stock-mng",
                        group: "my_test_tx_group")))),
        GoldenFrame(
            "a resource manager introduces itself",
            """
            dada 01 0000005a 0010 00 01 00 00000002 0067 0003 312e30 0009 "stock-mng"
            0010 "my_test_tx_group" 0000 00000020 "mysql://127.0.0.1:13306/stock_db"
            """,
            SeataFrame(
                .request, id: 2,
                body: .introduction(
                    ClientIntroduction(
                        role: .resourceManager(resources: [stock]), version: "1.0",
                        application: "stock-mng", group: "my_test_tx_group")))),
        GoldenFrame(
            "begin",
            """
            dada 01 00000020 0010 00 01 00 00000004 0001 0000ea60 0008 "purchase"
            """,
            SeataFrame(
                .request, id: 4,
                body: .request(.begin(name: "purchase", timeoutMilliseconds: 60_000)))),
        GoldenFrame(
            "register a branch",
            """
            dada 01 00000069 0010 00 01 00 00000005 000b
            0020 "127.0.0.1:18091:7353893891551232" 00 0020 "mysql://127.0.0.1:13306/stock_db"
            0000000a "order_tb:1" 00000000
            """,
            SeataFrame(
                .request, id: 5,
                body: .request(
                    .register(
                        BranchRegistration(
                            xid: xid, type: .at, resource: stock, lockKeys: "order_tb:1"))))),
        GoldenFrame(
            "commit",
            """
            dada 01 00000036 0010 00 01 00 00000008 0007
            0020 "127.0.0.1:18091:7353893891551232" 0000
            """,
            SeataFrame(.request, id: 8, body: .request(.commit(xid)))),
        GoldenFrame(
            "a branch committed",
            """
            dada 01 0000003f 0010 01 01 00 40000001 0004 01 00
            0020 "127.0.0.1:18091:7353893891551232" 001a2053d91f3001 05
            """,
            SeataFrame(
                .response, id: 0x4000_0001,
                body: .answer(
                    BranchAnswer(
                        .commit, xid: xid, branch: branch, status: .success(.phaseTwoCommitted))))),
        GoldenFrame(
            "a branch rolled back",
            """
            dada 01 0000003f 0010 01 01 00 40000002 0006 01 00
            0020 "127.0.0.1:18091:7353893891551232" 001a2053d91f3001 08
            """,
            SeataFrame(
                .response, id: 0x4000_0002,
                body: .answer(
                    BranchAnswer(
                        .rollback, xid: xid, branch: branch,
                        status: .success(.phaseTwoRolledBack))))),
        GoldenFrame(
            "a heartbeat", "dada 01 00000010 0010 03 01 00 00000009",
            SeataFrame(.heartbeatRequest, id: 9, body: nil)),
    ]

    static let coordinator = [
        GoldenFrame(
            "the transaction manager is known",
            "dada 01 00000018 0010 01 01 00 00000001 0066 01 0003 312e30",
            SeataFrame(
                .response, id: 1,
                body: .introduced(
                    .init(isResourceManager: false, isAccepted: true, version: "1.0")))),
        GoldenFrame(
            "begun",
            """
            dada 01 00000038 0010 01 01 00 00000004 0002 01 00
            0020 "127.0.0.1:18091:7353893891551232" 0000
            """,
            SeataFrame(.response, id: 4, body: .reply(.begun(.success(xid))))),
        GoldenFrame(
            "registered", "dada 01 0000001c 0010 01 01 00 00000005 000c 01 00 001a2053d91f3001",
            SeataFrame(.response, id: 5, body: .reply(.registered(.success(branch))))),
        GoldenFrame(
            "committed", "dada 01 00000015 0010 01 01 00 00000008 0008 01 00 09",
            SeataFrame(.response, id: 8, body: .reply(.commitStatus(.success(.committed))))),
        GoldenFrame(
            "unknown to commit", "dada 01 00000015 0010 01 01 00 00000008 0008 01 00 0f",
            SeataFrame(.response, id: 8, body: .reply(.commitStatus(.success(.finished))))),
        GoldenFrame(
            "unknown to roll back", "dada 01 00000015 0010 01 01 00 00000008 000a 01 00 0f",
            SeataFrame(.response, id: 8, body: .reply(.rollbackStatus(.success(.finished))))),
        GoldenFrame(
            "of unknown status", "dada 01 00000015 0010 01 01 00 00000008 0010 01 00 0f",
            SeataFrame(.response, id: 8, body: .reply(.status(.success(.finished))))),
        GoldenFrame(
            "a row is held by another",
            """
            dada 01 00000022 0010 01 01 00 00000005 000c 00 0004 "held" 02 0000000000000000
            """,
            SeataFrame(
                .response, id: 5,
                body: .reply(
                    .registered(.failure(TransactionRefusal(.lockKeyConflict, "held")))))),
        GoldenFrame(
            "a report comes too late",
            """
            dada 01 0000001a 0010 01 01 00 00000005 000e 00 0004 "late" 0a
            """,
            SeataFrame(
                .response, id: 5,
                body: .reply(
                    .branchReported(
                        .failure(TransactionRefusal(.globalTransactionNotExist, "late")))))),
        GoldenFrame(
            "the rows are not free", "dada 01 00000016 0010 01 01 00 00000005 0016 01 00 0000",
            SeataFrame(.response, id: 5, body: .reply(.locksQueried(.success(false))))),
        GoldenFrame(
            "the rows are free", "dada 01 00000016 0010 01 01 00 00000005 0016 01 00 0001",
            SeataFrame(.response, id: 5, body: .reply(.locksQueried(.success(true))))),
        GoldenFrame(
            "a branch is to commit",
            """
            dada 01 00000063 0010 00 01 00 40000001 0003
            0020 "127.0.0.1:18091:7353893891551232" 001a2053d91f3001 00
            0020 "mysql://127.0.0.1:13306/stock_db" 00000000
            """,
            SeataFrame(
                .request, id: 0x4000_0001,
                body: .call(
                    BranchCall(.commit, xid: xid, branch: branch, type: .at, resource: stock)))),
        GoldenFrame(
            "a branch is to roll back",
            """
            dada 01 00000063 0010 00 01 00 40000002 0005
            0020 "127.0.0.1:18091:7353893891551232" 001a2053d91f3001 00
            0020 "mysql://127.0.0.1:13306/stock_db" 00000000
            """,
            SeataFrame(
                .request, id: 0x4000_0002,
                body: .call(
                    BranchCall(.rollback, xid: xid, branch: branch, type: .at, resource: stock)))),
        GoldenFrame(
            "a heartbeat's answer", "dada 01 00000010 0010 04 01 00 00000009",
            SeataFrame(.heartbeatResponse, id: 9, body: nil)),
    ]

    static let java = [
        GoldenFrame(
            "begin, as Java merges it",
            """
            dada 01 00000030 0010 02 01 00 00000003 003b 0000001a 0001
            0001 000493e0 0010 "kc-book-store-tx"
            """,
            SeataFrame(
                .oneway, id: 3,
                body: .merged(
                    [
                        .request(
                            .begin(name: "kc-book-store-tx", timeoutMilliseconds: 300_000))
                    ], ids: []))),
        GoldenFrame(
            "begun, merged",
            """
            dada 01 00000040 0010 01 01 00 00000003 003c 0000002a 0001
            0002 01 00 0020 "127.0.0.1:18091:7353893891551232" 0000
            """,
            SeataFrame(
                .response, id: 3,
                body: .mergedReplies([.reply(.begun(.success(xid)))], ids: []))),
        GoldenFrame(
            "commit, as Java merges it",
            """
            dada 01 0000003e 0010 02 01 00 00000005 003b 00000028 0001
            0007 0020 "127.0.0.1:18091:7353893891551232" 0000
            """,
            SeataFrame(
                .oneway, id: 5, body: .merged([.request(.commit(xid))], ids: []))),
        GoldenFrame(
            "committed, merged",
            "dada 01 0000001d 0010 01 01 00 00000005 003c 00000007 0001 0008 01 00 09",
            SeataFrame(
                .response, id: 5,
                body: .mergedReplies([.reply(.commitStatus(.success(.committed)))], ids: []))),
        GoldenFrame(
            "two status questions with the ids of 2.x",
            """
            dada 01 0000006c 0010 02 01 00 00000006 003b 0000004e 0002
            000f 0020 "127.0.0.1:18091:7353893891551232" 0000
            000f 0020 "127.0.0.1:18091:7353893891551232" 0000
            00000007 00000008
            """,
            SeataFrame(
                .oneway, id: 6,
                body: .merged([.request(.status(xid)), .request(.status(xid))], ids: [7, 8]))),
    ]
}
