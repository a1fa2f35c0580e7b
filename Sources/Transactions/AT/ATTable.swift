import CoordinatorAPI
import Wire

/// A table whose rows belong to global transactions, and the columns that tell its rows apart.
///
/// The key need not be the primary key: any unique columns that never change will do, and what people
/// know a row by is best, because the lock table shows it.
public struct ATTable: Hashable, Sendable {
    /// The table's name.
    public let name: String
    /// The columns of a unique key that is never updated.
    public let key: [String]

    /// A table with its key.
    public init(_ name: String, key: [String]) {
        self.name = name
        self.key = key
    }
}

/// A row by its table and its key: what a branch locks.
public struct RowKey: Hashable, Sendable {
    /// The table's name.
    public let table: String
    /// The values of the key's columns, as text, in the order of ``ATTable/key``.
    public let values: [String]

    /// A row.
    public init(_ table: String, _ values: [String]) {
        self.table = table
        self.values = values
    }

    /// The row as Seata's lock keys have it, parts joined by `_`. What would be taken for a separator
    /// is percent-encoded, so that two rows never have one text.
    func lock(of resource: String) -> RowLock {
        RowLock(
            resource: resource, table: table,
            key: values.map(Self.escaped).joined(separator: "_"))
    }

    private static func escaped(_ value: String) -> String {
        if value.isEmpty { return "%" }
        guard value.utf8.contains(where: { "_,;:%".utf8.contains($0) }) else { return value }
        return value.reduce(into: "") { text, character in
            text +=
                "_,;:%".contains(character) ? String(character).percentEncodedFully : "\(character)"
        }
    }
}

extension String {
    /// Every byte as `%4E`, unreserved ones too.
    fileprivate var percentEncodedFully: String {
        utf8.reduce(into: "") { text, byte in
            let digits = String(byte, radix: 16, uppercase: true)
            text += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
        }
    }
}
