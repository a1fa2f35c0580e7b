import CoordinatorAPI

/// Registrations that wait for rows, first come first served. Whoever waits for several rows waits in
/// the line of each; it gets them all at once or none.
struct LockQueue: Sendable {
    private var waits: [Int: LockWait] = [:]
    private var numbers: [QuestionID: Int] = [:]
    private var ofTransactions: [XID: [Int]] = [:]
    private var lines: [RowLock: [Int]] = [:]
    private var added = 0

    var count: Int { waits.count }
    /// Who waits, in the order they came.
    var all: [LockWait] { waits.sorted { $0.key < $1.key }.map(\.value) }

    func contains(_ question: QuestionID) -> Bool { numbers[question] != nil }

    mutating func add(_ wait: LockWait) {
        added += 1
        waits[added] = wait
        numbers[wait.question] = added
        ofTransactions[wait.xid, default: []].append(added)
        for row in wait.rows { lines[row, default: []].append(added) }
    }

    mutating func remove(_ question: QuestionID) -> LockWait? {
        guard let number = numbers.removeValue(forKey: question),
            let wait = waits.removeValue(forKey: number)
        else { return nil }
        ofTransactions.remove(number, from: wait.xid)
        for row in wait.rows { lines.remove(number, from: row) }
        return wait
    }

    /// The waits of one transaction, in the order they came.
    func waits(of xid: XID) -> [LockWait] {
        (ofTransactions[xid] ?? []).compactMap { waits[$0] }
    }

    /// Who stands first in the lines for these rows, in the order they came.
    func firsts(for rows: Set<RowLock>) -> [LockWait] {
        Set(rows.compactMap { lines[$0]?.first }).sorted().compactMap { waits[$0] }
    }

    /// The other transactions that stand in line for one of these rows; only those that came before a
    /// question, if it waits itself.
    func others(before question: QuestionID?, for rows: [RowLock], than xid: XID) -> Set<XID> {
        let own = question.flatMap { numbers[$0] } ?? .max
        var others: Set<XID> = []
        for row in rows {
            for number in lines[row] ?? [] where number < own {
                if let other = waits[number]?.xid, other != xid { others.insert(other) }
            }
        }
        return others
    }
}

extension Dictionary where Value == [Int] {
    fileprivate mutating func remove(_ number: Int, from key: Key) {
        self[key]?.removeAll { $0 == number }
        if self[key]?.isEmpty == true { self[key] = nil }
    }
}
