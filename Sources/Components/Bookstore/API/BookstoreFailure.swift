import Wire

/// Why the bookstore did not do what was asked, sorted by what the caller may conclude.
public enum BookstoreFailure: Error, Equatable, Sendable {
    /// It answered with an error envelope: see ``BookstoreCode`` for the codes.
    case refused(ErrorReply.Body, status: Int)
    /// It was not reached. Certainly nothing was bought.
    case unreachable(String)
    /// The answer is missing or cannot be read; something may have been bought. Asking again with
    /// the same order id tells.
    case unknown(String)
}
