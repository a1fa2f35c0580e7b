/// Tells when files have changed and rested since.
///
/// Editors write in several steps (truncate and write, or write beside and rename): a change counts
/// once two looks in a row have seen the same.
struct FileChanges: Equatable, Sendable {
    private var settled: [FileSignature?]
    private var lastSeen: [FileSignature?]

    /// - Parameter signatures: one a file, nil for one that is not there.
    init(_ signatures: [FileSignature?]) {
        settled = signatures
        lastSeen = signatures
    }

    /// Takes in another look; true when a change has come to rest.
    mutating func look(_ signatures: [FileSignature?]) -> Bool {
        defer { lastSeen = signatures }
        guard signatures == lastSeen, signatures != settled else { return false }
        settled = signatures
        return true
    }
}
