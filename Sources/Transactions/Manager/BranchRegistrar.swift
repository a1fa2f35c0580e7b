import CoordinatorAPI
import Seata

/// Registers branches with the coordinator, so that a repeated question makes no second branch.
public struct BranchRegistrar: Sendable {
    /// How long a registration may wait for rows that others hold: Seata's clients ask 30 times, 10 ms
    /// apart; ours stand in line.
    public static let patience = Duration.seconds(2)
    /// How long the coordinator may take to answer beyond that.
    static let answerTime = Duration.seconds(3)
    /// How often a question is asked whose answer was lost.
    static let tries = 3

    let link: any CoordinatorLink
    let newID: @Sendable () -> String

    /// A registrar.
    ///
    /// - Parameter newID: a new text that no other registration has.
    public init(link: any CoordinatorLink, newID: @escaping @Sendable () -> String) {
        self.link = link
        self.newID = newID
    }

    /// Registers a branch and locks its rows; answers its number.
    ///
    /// - Parameter arguments: what is handed back in phase 2.
    public func register(
        _ xid: XID, type: BranchType, resource: String, rows: [RowKey] = [],
        arguments: String = ""
    ) async throws(BranchFailure) -> Int64 {
        let note = BranchNote(
            registration: newID(),
            patience: Int(Self.patience.components.seconds) * 1_000, arguments: arguments)
        let request = TransactionRequest.register(
            BranchRegistration(
                xid: xid, type: type, resource: resource,
                lockKeys: RowLock.text(of: rows.map { $0.lock(of: resource) }),
                applicationData: note.text))
        switch try await ask(request) {
        case .registered(.success(let branch)): return branch
        case .registered(.failure(let refusal))
        where refusal.fault == .lockKeyConflict || refusal.fault == .lockKeyConflictFailFast:
            throw .conflict(refusal.message)
        case .registered(.failure(let refusal)): throw .refused(refusal)
        default:
            throw .coordinator(.connectionLost("the answer fits no registration"))
        }
    }

    private func ask(_ request: TransactionRequest) async throws(BranchFailure) -> TransactionReply
    {
        var failure = SeataError.deadlineExceeded
        for _ in 0..<Self.tries {
            do throws(SeataError) {
                return try await link.ask(request, deadline: Self.patience + Self.answerTime)
            } catch {
                failure = error
                if case .unreachable = error { break }
            }
        }
        throw .coordinator(failure)
    }
}
