import Synchronization
import Wire

/// The last line a process wrote, for the reason of its end: of standard error when there is one, and
/// never the READY line, which explains nothing.
/// Locked because both outputs are read at the same time.
final class LastLine: Sendable {
    private let lines = Mutex<(output: String?, error: String?)>((nil, nil))

    var text: String? { lines.withLock { $0.error ?? $0.output } }

    func note(_ new: [String], _ stream: ComponentLauncher.Stream) {
        guard let line = new.last(where: { !$0.isEmpty && ReadyLine(parsing: $0) == nil }) else {
            return
        }
        lines.withLock { lines in
            switch stream {
            case .output: lines.output = line
            case .error: lines.error = line
            }
        }
    }
}
