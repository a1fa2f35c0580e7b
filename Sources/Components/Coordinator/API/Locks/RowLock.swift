/// One row that a global transaction has locked: no other one may write it until the first is decided.
public struct RowLock: Hashable, Sendable, Codable {
    /// The database.
    public var resource: String
    /// The table.
    public var table: String
    /// The primary key, its parts joined by `_`.
    public var key: String

    /// A lock from its parts.
    public init(resource: String, table: String, key: String) {
        self.resource = resource
        self.table = table
        self.key = key
    }
}

extension RowLock {
    /// At most so many rows a branch.
    public static let limit = 10_000

    /// Reads the rows of a registration, `table:key,key;table:key`, without repetition, in order.
    ///
    /// A table's name ends at the first colon; a key may hold colons, and neither commas nor semicolons.
    ///
    /// - Returns: nil when the text is no list of rows, or has more than ``limit``.
    public static func parse(_ text: String, of resource: String) -> [RowLock]? {
        var locks: [RowLock] = []
        var seen: Set<RowLock> = []
        for part in text.split(separator: ";", omittingEmptySubsequences: true) {
            guard let colon = part.firstIndex(of: ":"), colon > part.startIndex else { return nil }
            for key in part[part.index(after: colon)...].split(
                separator: ",", omittingEmptySubsequences: false)
            {
                guard !key.isEmpty, locks.count < limit else { return nil }
                let lock = RowLock(
                    resource: resource, table: String(part[..<colon]), key: String(key))
                if seen.insert(lock).inserted { locks.append(lock) }
            }
        }
        return locks
    }

    /// Rows as a registration carries them; those of one table stand together.
    public static func text(of locks: [RowLock]) -> String {
        var tables: [(name: String, keys: [String])] = []
        for lock in locks {
            if let index = tables.firstIndex(where: { $0.name == lock.table }) {
                tables[index].keys.append(lock.key)
            } else {
                tables.append((lock.table, [lock.key]))
            }
        }
        return tables.map { "\($0.name):\($0.keys.joined(separator: ","))" }
            .joined(separator: ";")
    }
}
