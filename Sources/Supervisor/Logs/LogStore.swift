import Logging
import LongPoll
import Wire

/// What the components wrote: the newest lines in memory, more of them on disk.
///
/// Bounds: ``LogRing/limit`` lines a component, ``componentLimit`` components (the one silent for
/// longest makes room), two files of ``LogFile/limit`` bytes a component. An actor because it owns
/// the files.
actor LogStore {
    static let componentLimit = 64

    private struct Entry {
        var ring = LogRing()
        var file: LogFile
    }

    private let folder: String
    private let timekeeper: Timekeeper
    private let logger: Logger
    private var entries: [ComponentID: Entry] = [:]
    private var sequence = 0
    private var diskComplained = false
    private let signal = ChangeSignal()

    /// - Parameter folder: where the files go; it must exist.
    init(folder: String, timekeeper: Timekeeper, logger: Logger) {
        self.folder = folder
        self.timekeeper = timekeeper
        self.logger = logger
    }

    /// Keeps lines of a component, in their order. A full disk is logged once and costs the lines
    /// on disk only.
    func append(_ texts: [String], from component: ComponentID) {
        guard !texts.isEmpty else { return }
        let time = timekeeper.now().wallMilliseconds
        let stamp = TimeStamp(milliseconds: time).description
        var entry = entries[component] ?? Entry(file: LogFile(path: "\(folder)/\(component).log"))
        var written = ""
        for text in texts {
            sequence += 1
            entry.ring.append(
                LogLine(
                    sequence: sequence, timeMilliseconds: time, component: component, text: text))
            written += "\(stamp) \(text)\n"
        }
        do {
            try entry.file.append(written)
        } catch {
            if !diskComplained {
                logger.error(
                    "cannot write a log file; lines are kept in memory only",
                    metadata: ["folder": "\(folder)", "error": "\(error)"])
            }
            diskComplained = true
        }
        entries[component] = entry
        makeRoom()
        signal.advance(to: sequence)
    }

    /// Whether a component has written anything.
    func knows(_ component: ComponentID) -> Bool {
        entries[component] != nil
    }

    /// Lines after a sequence number, the oldest first, at most `limit`; waits for the first one.
    ///
    /// - Parameters:
    ///   - component: nil for all of them.
    ///   - after: negative for the newest `limit` lines.
    ///   - wait: how long to wait when there is no such line yet.
    func page(
        of component: ComponentID?, after: Int, limit: Int, wait: Duration
    ) async -> LogPage {
        let deadline = timekeeper.now().elapsed + wait
        while true {
            let seen = sequence
            let page = page(of: component, after: after, limit: limit)
            let left = deadline - timekeeper.now().elapsed
            guard page.lines.isEmpty, left > .zero else { return page }
            await signal.wait(past: seen, atMost: left, sleep: timekeeper.sleep)
            guard sequence > seen else {
                return self.page(of: component, after: after, limit: limit)
            }
        }
    }

    /// Wakes all who wait and closes the files.
    func close() {
        signal.close()
        for component in entries.keys { entries[component]?.file.close() }
    }

    private func page(of component: ComponentID?, after: Int, limit: Int) -> LogPage {
        let rings =
            component.map { entries[$0].map { [$0.ring] } ?? [] }
            ?? entries.values.map(\.ring)
        if after < 0 {
            let newest = rings.flatMap { $0.lines.suffix(limit) }
                .sorted { $0.sequence < $1.sequence }.suffix(limit)
            return LogPage(lines: Array(newest), next: sequence, dropped: 0)
        }
        let found = rings.flatMap { $0.lines(after: after, limit: limit) }
            .sorted { $0.sequence < $1.sequence }
        let lines = Array(found.prefix(limit))
        let complete = found.count <= limit && lines.count < limit
        let next = complete ? max(after, sequence) : lines.last?.sequence ?? after
        let dropped = rings.map { $0.dropped(after: after) }.reduce(0, +)
        return LogPage(lines: lines, next: next, dropped: dropped)
    }

    private func makeRoom() {
        guard entries.count > Self.componentLimit else { return }
        let last = { (entry: Entry) in entry.ring.lines.last?.sequence ?? 0 }
        guard let silent = entries.min(by: { last($0.value) < last($1.value) })?.key else { return }
        entries[silent]?.file.close()
        entries[silent] = nil
    }
}
