import AccountService
import ArgumentParser
import HomeFiles
import Storage
import Wire

/// Writes to a row behind everybody's back.
struct ChaosMeddleCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "meddle",
        abstract: "Write to a balance past the account and the coordinator, as a script would.")
    @Option(help: "Whose balance.") var user = "user0"
    @Option(help: "How much is added, in yuan; below zero takes it away.") var amount = "1.00"
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        guard let amount = Money(amount) else {
            throw Failure(
                .usage, "bad_amount", english: "\"\(amount)\" is no amount; write 1.00",
                chinese: "“\(amount)”不是金额，请写 1.00 这样的数")
        }
        let balance = try await write(amount, session.layout.balanceDatabase)
        guard let balance else {
            throw Failure(
                .refused, "no_balance", english: "\(user) has no balance yet; buy a book first",
                chinese: "\(user) 还没有余额；先买一本书")
        }
        if session.asJSON {
            Output.json(["user": user, "balance": "\(balance)"])
        } else {
            Output.line("⚡ balance_tb:\(user)  \(balance)")
        }
    }

    private func write(_ amount: Money, _ path: String) async throws(Failure) -> Money? {
        do throws(StorageError) {
            return try await Outsider(path: path)?.add(amount, to: user)
        } catch {
            throw Failure(
                .refused, "not_written", english: "balance.db cannot be written: \(error)",
                chinese: "balance.db 写不进去：\(error)")
        }
    }
}
