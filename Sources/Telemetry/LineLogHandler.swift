public import Logging

/// Writes each log record as one line to standard error:
/// `2019-06-24T01:20:00.123Z notice account: published service=...`.
///
/// Metadata comes after the message, ordered by key; line feeds inside are written as `\n`, so that
/// a record is always one line.
public struct LineLogHandler: LogHandler {
    /// Records below it are not written.
    public var logLevel: Logger.Level
    /// What every record carries that is written within a request: its trace.
    public var metadataProvider: Logger.MetadataProvider?
    /// What every record of this logger carries.
    public var metadata: Logger.Metadata = [:]

    private let label: String
    private let now: @Sendable () -> Int64
    private let write: @Sendable (String) -> Void

    /// A handler.
    ///
    /// - Parameters:
    ///   - label: who speaks: the component.
    ///   - level: records below it are not written.
    ///   - now: milliseconds since 1970.
    ///   - write: takes one line with its line feed; called from any thread.
    public init(
        label: String, level: Logger.Level, now: @escaping @Sendable () -> Int64,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.label = label
        self.logLevel = level
        self.now = now
        self.write = write
    }

    /// One value of the metadata.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes a record.
    public func log(event: LogEvent) {
        let around = metadataProvider?.get() ?? [:]
        let all = around.merging(metadata) { $1 }.merging(event.metadata ?? [:]) { $1 }
        let details = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let line = "\(event.message)\(details)".split(
            separator: "\n", omittingEmptySubsequences: false
        ).joined(separator: "\\n")
        write("\(Timestamp(milliseconds: now())) \(event.level) \(label): \(line)\n")
    }
}
