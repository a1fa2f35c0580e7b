import CoordinatorAPI
import Telemetry
import Wire
import WorkshopUI

/// Global transactions as lines of text.
struct TransactionLines {
    private let language: Language
    private var english: Bool { language == .english }

    init(_ language: Language) {
        self.language = language
    }

    func list(_ transactions: [TransactionView]) -> [String] {
        guard !transactions.isEmpty else {
            return [english ? "there was no global transaction yet" : "还没有任何全局事务"]
        }
        var table = Table(
            english
                ? ["XID", "STATUS", "BEGAN", "TOOK", "NAME", "APPLICATION"]
                : ["XID", "状态", "开始", "用时", "名称", "应用"],
            [.left, .left, .left, .right, .left, .left])
        for one in transactions {
            table.add([
                one.xid, one.status, time(one.begun),
                one.ended.map { "\($0 - one.begun) ms" } ?? (english ? "under way" : "进行中"),
                one.name, one.application,
            ])
        }
        return table.lines
    }

    func show(_ one: TransactionView, _ undoLogs: [UndoLogView]) -> [String] {
        var lines = [
            "\(one.xid)  \(one.status)",
            "\(one.application)  \(one.name)  \(time(one.begun))",
        ]
        for (ordinal, branch) in one.branches.enumerated() {
            lines.append(
                "  \(ordinal + 1)  \(branch.type)  \(branch.resource)  \(branch.status)  "
                    + branch.lockKeys)
        }
        for log in undoLogs {
            lines.append("")
            lines.append("undo_log  \(log.resource)  \(log.branch)")
            if log.isTombstone {
                lines.append(
                    english
                        ? "  a tombstone: it keeps a late phase 1 out" : "  墓碑：防止迟到的一阶段写入")
            }
            for row in log.rows { lines += self.lines(of: row) }
        }
        return lines
    }

    private func lines(of row: UndoLogView.Row) -> [String] {
        let words = english ? ["before", "after", "now"] : ["之前", "之后", "现在"]
        let dirty =
            row.isDirty ? (english ? "  dirty: somebody else wrote to it" : "  脏数据：别人改过这一行") : ""
        var lines = ["  \(row.table):\(row.key)\(dirty)"]
        var table = Table(
            [""] + words, [.left, .left, .left, .left])
        let columns = Set((row.before ?? [:]).keys)
            .union((row.after ?? [:]).keys).union((row.now ?? [:]).keys)
        for column in columns.sorted() {
            let values = [row.before?[column], row.after?[column], row.now?[column]]
            guard Set(values).count > 1 else { continue }
            table.add(["    \(column)"] + values.map { $0 ?? "-" })
        }
        lines += table.lines
        return lines
    }

    func tale(of one: TransactionView) -> [String] {
        var table = Table(["", ""], [.right, .left])
        for line in TransactionTale(one.events, in: language).lines {
            table.add([milliseconds(line.offset), line.text])
        }
        return ["\(one.xid)  \(one.status)  \(time(one.begun))"] + table.lines.dropFirst()
    }

    /// A frame a line, `>` for what the coordinator received; then what it says, then its bytes.
    func wire(_ frames: [FrameView]) -> [String] {
        guard !frames.isEmpty else {
            return [
                english
                    ? "the coordinator has forgotten its frames: it keeps the last 4,096"
                    : "协调者已经不记得它的报文了：只保留最近的 4,096 个"
            ]
        }
        return frames.flatMap { frame in
            let way = frame.isReceived ? ">" : "<"
            let head =
                "\(milliseconds(frame.offset))  \(frame.peer) \(way) \(frame.name)  #\(frame.id)  "
                + "\(frame.length) B"
            let fields = frame.fields.filter { !$0.value.isEmpty }
                .map { "    \($0.name) \($0.value)" }
            return [head] + fields + ["    \(frame.bytes)"]
        }
    }

    func locks(_ locks: [LockView]) -> [String] {
        guard !locks.isEmpty else { return [english ? "no row is locked" : "没有锁定的行"] }
        var table = Table(
            english ? ["RESOURCE", "ROW", "HELD BY", "WAITING"] : ["资源", "行", "持有者", "等待者"],
            [.left, .left, .left, .left])
        for lock in locks {
            table.add([
                lock.resource, "\(lock.table):\(lock.key)", lock.holder ?? "-",
                lock.waiters.joined(separator: " "),
            ])
        }
        return table.lines
    }

    private func time(_ milliseconds: Int64) -> String {
        String("\(Timestamp(milliseconds: milliseconds))".dropFirst(11).prefix(12))
    }

    /// `12.7 ms`
    private func milliseconds(_ microseconds: Int64) -> String {
        "\(microseconds / 1_000).\(microseconds / 100 % 10) ms"
    }
}
