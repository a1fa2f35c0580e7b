import CoordinatorAPI
import Seata
import Testing

@testable import CoordinatorService

struct FrameLogTests {
    let xid = XID("127.0.0.1:8091:7")
    let other = XID("127.0.0.1:8091:8")

    @Test("An answer that names no transaction is shown with its question, and nobody else's is")
    func exchanges() {
        var log = FrameLog()
        let introduction = ClientIntroduction(
            role: .transactionManager, version: "1.5.2", application: "kc-stock-mng",
            group: "my_test_tx_group")
        log.add(sighting(.received, .request, 1, .introduction(introduction)), at: .zero)
        let begin = SeataBody.request(.begin(name: "kc-book-store-tx", timeoutMilliseconds: 9))
        log.add(sighting(.received, .request, 2, begin), at: .milliseconds(1))
        log.add(sighting(.received, .request, 3, begin), at: .milliseconds(1))
        log.add(
            sighting(.sent, .response, 2, .reply(.begun(.success(xid)))), at: .milliseconds(2))
        log.add(
            sighting(.sent, .response, 3, .reply(.begun(.success(other)))), at: .milliseconds(2))
        // The same number in the other direction, and on another connection, is another exchange.
        let call = BranchCall(.commit, xid: xid, branch: 5, type: .at, resource: "stock_db")
        log.add(sighting(.sent, .request, 3, .call(call)), at: .milliseconds(4))
        log.add(
            sighting(
                .received, .response, 3,
                .answer(.init(.commit, xid: xid, branch: 5, status: .success(.phaseTwoCommitted)))),
            at: .milliseconds(5))
        log.add(
            sighting(.received, .request, 2, .request(.commit(other)), connection: 2),
            at: .milliseconds(6))
        let shown = log.frames(of: xid)
        #expect(
            shown.map(\.name) == [
                "GlobalBeginRequest", "GlobalBeginResponse", "BranchCommitRequest",
                "BranchCommitResponse",
            ])
        #expect(shown.map(\.offset) == [0, 1_000, 3_000, 4_000])
        #expect(shown.map(\.isReceived) == [true, false, false, true])
        #expect(shown.map(\.peer) == Array(repeating: "kc-stock-mng", count: 4))
        #expect(
            shown[0].fields == [
                .init("timeout", "9"), .init("transactionName", "kc-book-store-tx"),
            ])
        #expect(shown[1].fields == [.init("xid", xid.text)])
        #expect(
            shown[3].fields == [
                .init("xid", xid.text), .init("branchId", "5"),
                .init("branchStatus", "PhaseTwo_Committed"),
            ])
        #expect(shown[0].bytes == "dada01")
        #expect(log.frames(of: other).count == 3)
    }

    @Test("A merged frame shows only what it says of the transaction")
    func merged() {
        var log = FrameLog()
        let asked: [SeataBody] = [.request(.commit(other)), .request(.rollback(xid))]
        log.add(sighting(.received, .oneway, 4, .merged(asked, ids: [])), at: .zero)
        let replies: [SeataBody] = [
            .reply(.commitStatus(.success(.committed))),
            .reply(.rollbackStatus(.failure(.init(.globalTransactionNotExist, "it is not there")))),
        ]
        log.add(sighting(.sent, .response, 4, .mergedReplies(replies, ids: [])), at: .zero)
        #expect(
            log.frames(of: xid).map(\.fields) == [
                [.init("msg", "GlobalRollbackRequest"), .init("xid", xid.text)],
                [
                    .init("msg", "GlobalCommitResponse"), .init("globalStatus", "Committed"),
                    .init("msg", "GlobalRollbackResponse"), .init("resultCode", "Failed"),
                    .init("msg", "it is not there"),
                    .init("transactionExceptionCode", "globalTransactionNotExist"),
                ],
            ])
    }

    @Test("The oldest frame makes room for a new one")
    func bounded() {
        var log = FrameLog(limit: 2)
        for id in 1...3 {
            log.add(sighting(.received, .request, Int32(id), .request(.status(xid))), at: .zero)
        }
        #expect(log.frames(of: xid).map(\.id) == [2, 3])
    }

    @Test("A running coordinator shows the frames of a transaction as they were on the wire")
    func overTheWire() async throws {
        try await RunningCoordinator.with { running in
            try await running.withClient { client in
                guard
                    case .begun(.success(let xid)) = try await client.ask(
                        .begin(name: "kc-book-store-tx", timeoutMilliseconds: 60_000),
                        deadline: .seconds(5)),
                    case .commitStatus(.success(.committed)) = try await client.ask(
                        .commit(xid), deadline: .seconds(5))
                else {
                    Issue.record("the coordinator refused")
                    return
                }
                let shown = running.frames(xid)
                #expect(
                    shown.map(\.name) == [
                        "GlobalBeginRequest", "GlobalBeginResponse", "GlobalCommitRequest",
                        "GlobalCommitResponse",
                    ])
                for frame in shown {
                    #expect(frame.bytes.hasPrefix("dada01"))
                    #expect(frame.bytes.count == frame.length * 2)
                }
            }
        }
    }

    private func sighting(
        _ direction: SeataSighting.Direction, _ kind: SeataFrame.Kind, _ id: Int32,
        _ body: SeataBody, connection: Int = 1
    ) -> SeataSighting {
        SeataSighting(
            connection: connection, direction: direction,
            frame: SeataFrame(kind, id: id, body: body), length: 40, bytes: [0xDA, 0xDA, 0x01])
    }
}
