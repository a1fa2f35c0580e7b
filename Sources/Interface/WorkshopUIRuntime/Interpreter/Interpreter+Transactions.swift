import CoordinatorAPI
import Foundation
import HTTPClient
import LabKit
import Wire
import WorkshopUI

/// Questions to the coordinator and to those that take part in its transactions.
extension Interpreter {
    /// A choice waits until the branches have done it.
    private static let choiceDeadline = Duration.seconds(4)

    func performTransactions(_ command: Command) async -> Message? {
        switch command {
        case .listTransactions(let port):
            let client = coordinator(at: port)
            do throws(CoordinatorQueryError) {
                return .transactionsArrived(
                    try await client.transactions(limit: 100), try await client.locks())
            } catch {
                return .coordinatorSilent(.list)
            }
        case .showTransaction(let xid, let port, let participants):
            return await show(xid, at: port, participants)
        case .choose(let choice, let xid, let port):
            return await choose(choice, for: xid, at: port)
        default:
            return nil
        }
    }

    private func show(
        _ xid: String, at port: Int, _ participants: [Endpoint]
    ) async -> Message {
        let client = coordinator(at: port)
        // The undo logs first: those of a transaction that ends in between would be missed.
        let undoLogs = await undoLogs(of: xid, at: participants)
        do throws(CoordinatorQueryError) {
            guard let transaction = try await client.transaction(xid) else {
                return .transactionArrived(xid, nil)
            }
            let frames = try await client.frames(of: xid)
            return .transactionArrived(
                xid,
                TransactionReading(
                    transaction: readable(transaction), undoLogs: undoLogs,
                    frames: frames.map(readable)))
        } catch {
            return .coordinatorSilent(.one)
        }
    }

    private func choose(
        _ choice: BranchNote.Choice, for xid: String, at port: Int
    ) async -> Message {
        do throws(CoordinatorQueryError) {
            _ = try await coordinator(at: port, deadline: Self.choiceDeadline)
                .choose(choice, for: xid)
            return .chosen(xid)
        } catch {
            switch error {
            case .refused(let reply) where reply.error.code == "not_stuck":
                return .choiceRefused(
                    xid,
                    LocalizedText(
                        chinese: "这个事务没有卡住，不需要选择", english: reply.error.message))
            case .refused(let reply):
                return .choiceRefused(xid, LocalizedText(same: reply.error.message))
            case .unreachable, .unreadable:
                return .choiceRefused(
                    xid,
                    LocalizedText(
                        chinese: "协调者没有应答；按 3 看它是否就绪",
                        english: "the coordinator does not answer; 3 shows whether it is ready"))
            }
        }
    }

    /// The undo logs of a transaction; those that do not answer have none to show.
    private func undoLogs(of xid: String, at endpoints: [Endpoint]) async -> [UndoLogView] {
        var found: [UndoLogView] = []
        for endpoint in endpoints {
            let answer = await ask("/branches", at: endpoint.http, for: BranchesAnswer.self)
            found += answer?.undoLogs.filter { $0.xid == xid } ?? []
        }
        // Instances of one service read the same database.
        var seen: Set<Int64> = []
        return found.filter { seen.insert($0.branch).inserted }
            .sorted { $0.branch < $1.branch }.map(readable)
    }

    private func coordinator(
        at port: Int, deadline: Duration = questionDeadline
    ) -> CoordinatorQueryClient {
        CoordinatorQueryClient { [http] method, path, body in
            let answer = try await http.send(
                .init(method, path, body: body), to: .tcp(host: "127.0.0.1", port: port),
                deadline: deadline)
            return (answer.status, answer.body)
        }
    }

    // What clients of any kind have sent may have anything in it.

    private func readable(_ transaction: TransactionView) -> TransactionView {
        var transaction = transaction
        transaction.name = desk.readable(transaction.name)
        transaction.application = desk.readable(transaction.application)
        transaction.events = transaction.events.map { event in
            var event = event
            event.resource = event.resource.map(desk.readable)
            event.detail = event.detail.map(desk.readable)
            return event
        }
        return transaction
    }

    private func readable(_ log: UndoLogView) -> UndoLogView {
        var log = log
        log.rows = log.rows.map { row in
            var row = row
            row.before = row.before?.mapValues(desk.readable)
            row.after = row.after?.mapValues(desk.readable)
            row.now = row.now?.mapValues(desk.readable)
            return row
        }
        return log
    }

    private func readable(_ frame: FrameView) -> FrameView {
        var frame = frame
        frame.peer = desk.readable(frame.peer)
        frame.fields = frame.fields.map { .init($0.name, desk.readable($0.value)) }
        return frame
    }
}
