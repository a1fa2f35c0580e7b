import CoordinatorAPI
import Seata
import Storage

/// Why a branch did not do what it was to do. Whatever it may have done is undone when its global
/// transaction is rolled back, and the caller should do that.
public enum BranchFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// Its rows belong to another transaction, and it waited long enough. Nothing was written.
    case conflict(String)
    /// The coordinator does not take the branch: its transaction is over, or timed out. Nothing was
    /// written.
    case refused(TransactionRefusal)
    /// The coordinator could not be asked. Nothing was written.
    case coordinator(SeataError)
    /// The transaction was rolled back before the branch was written. Nothing was written.
    case tooLate
    /// The database failed; only ``StorageError/commitUncertain(_:)`` leaves open whether it wrote.
    case storage(StorageError)

    /// One English sentence.
    public var description: String {
        switch self {
        case .conflict(let reason): reason
        case .refused(let refusal): refusal.message
        case .coordinator(let error): "\(error)"
        case .tooLate: "the transaction was rolled back before this part of it was written"
        case .storage(let error): "\(error)"
        }
    }
}
