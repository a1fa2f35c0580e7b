/// A row of `undo_log`, decoded: what a branch did, and what its rows are now.
public struct UndoLogView: Codable, Hashable, Sendable {
    /// A row that the branch changed: its columns by name, as text; nil for a row that was not there, or
    /// is not there.
    public struct Row: Codable, Hashable, Sendable {
        /// The table.
        public var table: String
        /// The values of its key, joined by `_`.
        public var key: String
        /// Before phase 1.
        public var before: [String: String]?
        /// As phase 1 left it.
        public var after: [String: String]?
        /// As it is now.
        public var now: [String: String]?
        /// Whether somebody else wrote to it since.
        public var isDirty: Bool

        /// A row from its parts.
        public init(
            table: String, key: String, before: [String: String]?, after: [String: String]?,
            now: [String: String]?, isDirty: Bool
        ) {
            self.table = table
            self.key = key
            self.before = before
            self.after = after
            self.now = now
            self.isDirty = isDirty
        }
    }

    /// The transaction.
    public var xid: String
    /// The branch.
    public var branch: Int64
    /// The database's name with the coordinator.
    public var resource: String
    /// Whether it only keeps a late phase 1 out.
    public var isTombstone: Bool
    /// When it was written, in milliseconds since 1970.
    public var created: Int64
    /// Its rows in the order they were changed; empty for a tombstone, or when it cannot be read.
    public var rows: [Row]

    /// A view from its parts.
    public init(
        xid: String, branch: Int64, resource: String, isTombstone: Bool, created: Int64,
        rows: [Row]
    ) {
        self.xid = xid
        self.branch = branch
        self.resource = resource
        self.isTombstone = isTombstone
        self.created = created
        self.rows = rows
    }
}

/// The answer of a participant to `GET /branches`.
public struct BranchesAnswer: Codable, Hashable, Sendable {
    /// Its undo logs, the oldest first, at most 1,000.
    public var undoLogs: [UndoLogView]
    /// How many fences stand where: `tried`, `committed`, `rolledBack`, `suspended`.
    public var fences: [String: Int]

    /// An answer from its parts.
    public init(undoLogs: [UndoLogView] = [], fences: [String: Int] = [:]) {
        self.undoLogs = undoLogs
        self.fences = fences
    }
}
