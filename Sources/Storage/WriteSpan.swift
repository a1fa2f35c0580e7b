import Tracing

/// The span of one write, from when it is asked for until it is on disk: a call to the database, in
/// OpenTelemetry's words for databases.
struct WriteSpan {
    private let span: any Span

    /// Begins a span when something that is recorded is under way; nil otherwise.
    ///
    /// - Parameter database: the name of the file.
    static func begin(database: String) -> WriteSpan? {
        // Without a tracer nothing is ever under way.
        guard let context = InstrumentationContext.current else { return nil }
        let span = startSpan("write \(database)", context: context, ofKind: .client)
        guard span.isRecording else { return nil }
        span.updateAttributes { attributes in
            attributes["db.system.name"] = "sqlite"
            attributes["db.namespace"] = database
            attributes["db.operation.name"] = "write"
            attributes["peer.service"] = database
        }
        return WriteSpan(span: span)
    }

    /// Ends it.
    func end<Value>(_ result: Result<Value, StorageError>) {
        if case .failure(let error) = result {
            span.recordError(error)
            span.setStatus(SpanStatus(code: .error))
        }
        span.end()
    }
}
