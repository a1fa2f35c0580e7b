/// How a purchase that writes to two databases is kept whole: `transactions` in a file.
public enum TransactionMode: String, Sendable, CaseIterable {
    /// It is not: each step is committed for itself.
    case off
    /// A global transaction whose branches are undone from images of their rows.
    case at
    /// A global transaction in which the account tries, and then confirms or cancels.
    case tcc
}
