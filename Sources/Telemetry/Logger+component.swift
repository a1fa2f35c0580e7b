import Glibc
public import Logging

extension Logger {
    /// The logger of a component: one line an event on standard error, which its supervisor keeps.
    ///
    /// - Parameter level: from `notice` on by default: what a person watching should see.
    public static func component(_ label: String, level: Logger.Level = .notice) -> Logger {
        let clock = WallClock()
        return Logger(label: label) { label in
            var handler = LineLogHandler(label: label, level: level, now: clock.now) { line in
                var bytes = Array(line.utf8)[...]
                while !bytes.isEmpty {
                    let written = bytes.withUnsafeBytes {
                        write(STDERR_FILENO, $0.baseAddress, $0.count)
                    }
                    if written > 0 { bytes = bytes.dropFirst(written) }
                    if written < 0, errno != EINTR { return }
                }
            }
            handler.metadataProvider = .trace
            return handler
        }
    }
}
