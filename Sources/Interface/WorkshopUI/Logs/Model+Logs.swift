import Canvas
import Wire

extension Model {
    /// Which way a search goes.
    enum SearchDirection {
        case older
        case newer
    }

    /// Shows the lines of the next component, all after the last one.
    mutating func filterLogs(by step: Int) {
        let choices: [ComponentID?] = [nil] + live.components.map { $0.name }
        let current = choices.firstIndex { $0 == logs.filter } ?? 0
        logs.filter = choices[(current + step + choices.count) % choices.count]
        logs.anchor = nil
        logs.match = nil
    }

    /// Moves the bottom line; at the newest one it follows again.
    mutating func scrollLogs(by step: Int) {
        let shown = logs.shown
        guard !shown.isEmpty else { return }
        let last = shown.count - 1
        let current = logs.anchor.map { anchor in
            shown.lastIndex { $0.sequence <= anchor } ?? 0
        }
        let target = min(max(0, (current ?? last) + step), last)
        logs.anchor = target == last ? nil : shown[target].sequence
    }

    /// A key while the search is typed.
    mutating func typedSearch(_ key: Key) {
        guard var line = logs.typing else { return }
        switch line.take(key) {
        case .changed: logs.typing = line
        case .left: logs.typing = nil
        case .entered:
            logs.typing = nil
            logs.search = line.text
            logs.match = nil
            if !line.text.isEmpty { findMatch(towards: .older) }
        case .ignored: break
        }
    }

    /// Goes to the next match in a direction, around the end; says so when there is none.
    mutating func findMatch(towards direction: SearchDirection) {
        let shown = logs.shown
        let matches = shown.indices.filter {
            !TextSearch.ranges(of: logs.search, in: LogText(shown[$0].text).shown).isEmpty
        }
        guard let oldest = matches.first, let newest = matches.last else {
            logs.match = nil
            refuse(words.logs.noMatch(logs.search))
            return
        }
        let current = logs.match.flatMap { match in
            shown.firstIndex { $0.sequence == match }
        }
        let target: Int =
            switch direction {
            case .older: matches.last { $0 < current ?? shown.count } ?? newest
            case .newer: matches.first { $0 > current ?? -1 } ?? oldest
            }
        logs.match = shown[target].sequence
        // Some lines after the match stay in sight.
        let bottom = min(target + 3, shown.count - 1)
        logs.anchor = bottom == shown.count - 1 ? nil : shown[bottom].sequence
    }
}
