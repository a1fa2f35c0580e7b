/// Why the database did not do what was asked.
///
/// Only ``commitUncertain(_:)`` leaves open whether the transaction took effect; after every other
/// error it certainly did not.
public enum StorageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Too many transactions wait already; ask again later.
    case full(waiting: Int)
    /// Another process held the database past the deadline.
    case busy(path: String)
    /// A constraint of the schema refused the statement.
    case constraint(String)
    /// The commit itself failed: after a restart the transaction is either there or not.
    case commitUncertain(String)
    /// The database was written by a later version, or by something else.
    case foreignSchema(path: String, reason: String)
    /// A row has not the shape the query was written for: our own mistake.
    case shape(String)
    /// Anything else the database says, a full disk for instance.
    case failed(String)

    /// One English sentence.
    public var description: String {
        switch self {
        case .full(let waiting): "\(waiting) transactions wait already"
        case .busy(let path): "another process held \(path) too long"
        case .constraint(let reason): "the database refused the values: \(reason)"
        case .commitUncertain(let reason): "the commit failed: \(reason)"
        case .foreignSchema(let path, let reason): "\(path) cannot be used: \(reason)"
        case .shape(let reason): "unexpected row: \(reason)"
        case .failed(let reason): "the database failed: \(reason)"
        }
    }
}
