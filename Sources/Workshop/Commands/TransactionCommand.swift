import ArgumentParser
import CoordinatorAPI
import Foundation
import HTTPClient
import Supervisor
import Wire

/// What the coordinator knows.
struct TransactionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tx", abstract: "Look at global transactions, and decide about dirty writes.",
        subcommands: [
            TransactionListCommand.self, TransactionShowCommand.self,
            TransactionExplainCommand.self, TransactionWireCommand.self,
            TransactionLocksCommand.self, TransactionChooseCommand.self,
        ])
}

/// Those under way, and those that ended last.
struct TransactionListCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the transactions under way, then those that ended last.")

    @Option(help: "How many of those that ended, 0 to 1000.") var limit = 20
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        guard (0...1_000).contains(limit) else {
            throw Failure(
                .usage, "bad_limit", english: "--limit is a number from 0 to 1000",
                chinese: "--limit 应当是 0 到 1000 之间的整数")
        }
        let client = try await CoordinatorQueryClient(in: session)
        let transactions = try await Failure.coordinating {
            () async throws(CoordinatorQueryError) in
            try await client.transactions(limit: limit)
        }
        if session.asJSON {
            Output.json(TransactionsAnswer(transactions: transactions))
            return
        }
        for line in TransactionLines(session.language).list(transactions) { Output.line(line) }
    }
}

/// One transaction: where it stands, its branches, their undo logs.
struct TransactionShowCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a transaction: where it stands, its branches, what undoes them.")

    @Argument(help: "The transaction's xid; `last` for the newest.") var xid: String
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let client = try await CoordinatorQueryClient(in: session)
        let transaction = try await client.transaction(named: xid)
        let undoLogs = try await BranchesAnswer.undoLogs(of: transaction.xid, in: session)
        if session.asJSON {
            Output.json(ShownTransaction(transaction: transaction, undoLogs: undoLogs))
            return
        }
        for line in TransactionLines(session.language).show(transaction, undoLogs) {
            Output.line(line)
        }
    }

    private struct ShownTransaction: Encodable {
        let transaction: TransactionView
        let undoLogs: [UndoLogView]
    }
}

/// One transaction event by event.
struct TransactionExplainCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Tell what happened to a transaction, in sentences.")

    @Argument(help: "The transaction's xid; `last` for the newest.") var xid: String
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let client = try await CoordinatorQueryClient(in: session)
        let transaction = try await client.transaction(named: xid)
        if session.asJSON {
            Output.json(transaction)
            return
        }
        for line in TransactionLines(session.language).tale(of: transaction) { Output.line(line) }
    }
}

/// The frames of a transaction.
struct TransactionWireCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "wire",
        abstract: "Show what coordinator and services said to each other, frame by frame.")

    @Argument(help: "The transaction's xid; `last` for the newest.") var xid: String
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let client = try await CoordinatorQueryClient(in: session)
        let name = try await client.transaction(named: xid).xid
        let frames = try await Failure.coordinating { () async throws(CoordinatorQueryError) in
            try await client.frames(of: name)
        }
        if session.asJSON {
            Output.json(FramesAnswer(frames: frames))
            return
        }
        for line in TransactionLines(session.language).wire(frames) { Output.line(line) }
    }
}

/// The lock table.
struct TransactionLocksCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "locks", abstract: "List the locked rows, who holds them, who waits.")

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let client = try await CoordinatorQueryClient(in: session)
        let locks = try await Failure.coordinating { () async throws(CoordinatorQueryError) in
            try await client.locks()
        }
        if session.asJSON {
            Output.json(LocksAnswer(locks: locks))
            return
        }
        for line in TransactionLines(session.language).locks(locks) { Output.line(line) }
    }
}

/// What becomes of rows that somebody else wrote to.
struct TransactionChooseCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "choose",
        abstract: "Decide about a dirty write: undo by force, keep what is there, or skip it.",
        discussion: """
            force puts the rows back as they were before, over what was written since; \
            keep leaves all rows of the branch as they are now; skip puts back the rows that \
            nobody else wrote to and leaves the others.
            """)

    @Argument(help: "The transaction's xid; `last` for the newest.") var xid: String
    @Argument(help: "force, keep or skip.") var choice: String
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        guard let choice = BranchNote.Choice(rawValue: choice) else {
            throw Failure(
                .usage, "bad_choice",
                english: "\"\(choice)\" is none of force, keep and skip",
                chinese: "“\(choice)”不是 force、keep 或 skip")
        }
        let client = try await CoordinatorQueryClient(in: session)
        let name = try await client.transaction(named: xid).xid
        let status = try await Failure.coordinating { () async throws(CoordinatorQueryError) in
            try await client.choose(choice, for: name)
        }
        if session.asJSON {
            Output.json(["xid": name, "status": status])
            return
        }
        Output.line("\(name)  \(status)")
    }
}

extension CoordinatorQueryClient {
    /// A client of the coordinator that this home's supervisor runs.
    init(in session: Session) async throws(Failure) {
        guard let port = try await session.httpPort(of: "coordinator") else {
            throw Failure(
                .unreachable, "coordinator_not_ready",
                english: "the coordinator is not ready: it runs when `transactions` is at or tcc "
                    + "in bookstore.yaml or account.yaml; workshop status says more",
                chinese: "协调者还没有就绪：bookstore.yaml 或 account.yaml 里的 `transactions` "
                    + "是 at 或 tcc 时它才运行；详情请看 workshop status")
        }
        let http = session.http
        self.init { method, path, body in
            let answer = try await http.send(
                .init(method, path, body: body), to: .tcp(host: "127.0.0.1", port: port),
                deadline: .seconds(10))
            return (answer.status, answer.body)
        }
    }

    /// A transaction by its xid, or the newest.
    func transaction(named name: String) async throws(Failure) -> TransactionView {
        var wanted = name
        if name == "last" {
            let all = try await Failure.coordinating { () async throws(CoordinatorQueryError) in
                try await transactions(limit: 1)
            }
            guard let newest = all.max(by: { $0.begun < $1.begun }) else {
                throw Failure(
                    .refused, "no_transaction", english: "there was no global transaction yet",
                    chinese: "还没有任何全局事务")
            }
            wanted = newest.xid
        }
        let found = try await Failure.coordinating { () async throws(CoordinatorQueryError) in
            try await transaction(wanted)
        }
        guard let found else {
            throw Failure(
                .refused, "unknown_transaction",
                english: "the coordinator has no transaction \(wanted); workshop tx list shows "
                    + "those it has",
                chinese: "协调者没有事务 \(wanted)；用 workshop tx list 查看现有的事务")
        }
        return found
    }
}

extension BranchesAnswer {
    /// The undo logs of a transaction, of all participants that can be asked.
    static func undoLogs(of xid: String, in session: Session) async throws(Failure) -> [UndoLogView]
    {
        var found: [UndoLogView] = []
        for name in ["bookstore", "account"] {
            guard let port = try await session.httpPort(of: name) else { continue }
            let answer = try? await session.http.send(
                .init("GET", "/branches"), to: .tcp(host: "127.0.0.1", port: port),
                deadline: .seconds(10))
            guard let answer, answer.status == 200 else { continue }
            let branches = try? JSONDecoder().decode(
                BranchesAnswer.self, from: Data(answer.body))
            found += branches?.undoLogs ?? []
        }
        return found.filter { $0.xid == xid }
    }
}

extension Failure {
    /// Runs a question to the coordinator and turns its errors into failures.
    static func coordinating<Value: Sendable>(
        _ question: () async throws(CoordinatorQueryError) -> Value
    ) async throws(Failure) -> Value {
        do throws(CoordinatorQueryError) {
            return try await question()
        } catch {
            throw Failure(error)
        }
    }

    private init(_ error: CoordinatorQueryError) {
        switch error {
        case .refused(let reply) where reply.error.code == "not_stuck":
            self.init(
                .refused, "not_stuck", english: reply.error.message,
                chinese: "这个事务不需要选择：没有分支拒绝执行")
        case .refused(let reply):
            self.init(
                .refused, reply.error.code, english: reply.error.message,
                chinese: reply.error.message)
        case .unreachable(let reason):
            self.init(
                .unreachable, "coordinator_unreachable",
                english: "the coordinator does not answer (\(reason)); see: "
                    + "workshop logs coordinator",
                chinese: "协调者没有应答（\(reason)）；请看 workshop logs coordinator")
        case .unreadable(let reason):
            self.init(
                .unreachable, "coordinator_unreadable",
                english: "the coordinator answered something unexpected: \(reason)",
                chinese: "协调者的回答无法理解：\(reason)")
        }
    }
}
