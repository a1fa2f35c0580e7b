/// One step of a schema's history. Steps are named and only ever added at the end: what was run on
/// somebody's disk is never edited.
public struct Migration: Equatable, Sendable {
    /// Unique within its database.
    public let name: String
    /// Statements, run in order in one transaction with those of the other new steps.
    public let statements: [String]

    /// A step from its name and statements.
    public init(_ name: String, _ statements: [String]) {
        self.name = name
        self.statements = statements
    }

    /// Which steps are still to be run on a database that has run some.
    ///
    /// - Throws: a reason when what it has run is not how our own history begins: a later version or
    ///   another program wrote it.
    static func pending(
        _ migrations: [Migration], applied: [String]
    ) throws(HistoryDiffers) -> ArraySlice<Migration> {
        for (index, name) in applied.enumerated()
        where index >= migrations.count || migrations[index].name != name {
            throw HistoryDiffers(step: name)
        }
        return migrations.dropFirst(applied.count)
    }

    /// The database has run a step that is not ours.
    struct HistoryDiffers: Error {
        let step: String
    }
}
