import ArgumentParser
import HTTPClient
import Supervisor
import Telemetry
import TracerAPI
import Wire

/// What the tracer knows.
struct TraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Look at what really happened, call by call.",
        subcommands: [TraceListCommand.self, TraceShowCommand.self, TraceDependenciesCommand.self])
}

/// The newest traces.
struct TraceListCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the newest traces.")

    @Option(help: "Only traces of which this service tells.") var service: String?
    @Flag(help: "Only traces in which something failed.") var failed = false
    @Option(help: "Only traces with a span of at least so many microseconds.") var slower: Int64?
    @Option(help: "How many traces, 1 to 1000.") var limit = 20
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        guard (1...1_000).contains(limit) else {
            throw Failure(
                .usage, "bad_limit", english: "--limit is a number from 1 to 1000",
                chinese: "--limit 应当是 1 到 1000 之间的整数")
        }
        var filter = TracerQueryClient.Filter()
        filter.service = service
        filter.onlyFailed = failed
        filter.minimumMicroseconds = slower
        filter.limit = limit
        let client = try await TracerQueryClient(in: session)
        let traces = try await Failure.tracing { () async throws(TracerQueryError) in
            try await client.traces(filter)
        }.compactMap(TraceListing.init)
        if session.asJSON {
            Output.json(TraceListings(traces: traces))
            return
        }
        for line in TraceLines.list(traces, in: session.language) { Output.line(line) }
    }
}

/// One trace as a waterfall.
struct TraceShowCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Draw a trace: what caused what, and when.")

    @Argument(help: "The trace's id, of Zipkin or of SOFATracer; `last` for the newest.")
    var id: String
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let client = try await TracerQueryClient(in: session)
        let spans = try await spans(from: client)
        if session.asJSON {
            Output.line(String(decoding: ZipkinSpan.list(spans), as: UTF8.self))
            return
        }
        let lines = WaterfallText(spans, language: session.language).lines(
            columns: TerminalWidth.columns)
        for line in lines { Output.line(line) }
    }

    private func spans(from client: TracerQueryClient) async throws(Failure) -> [ZipkinSpan] {
        let wanted = try await wantedID(from: client)
        let spans = try await Failure.tracing { () async throws(TracerQueryError) in
            try await client.trace(wanted)
        }
        guard let spans else {
            throw Failure(
                .refused, "unknown_trace",
                english:
                    "the tracer has no trace \(wanted); workshop trace list shows those it has",
                chinese: "链路追踪里没有 \(wanted)；用 workshop trace list 查看现有的链路")
        }
        return spans
    }

    private func wantedID(from client: TracerQueryClient) async throws(Failure) -> TraceID {
        if id == "last" {
            var filter = TracerQueryClient.Filter()
            filter.limit = 1
            let newest = try await Failure.tracing { () async throws(TracerQueryError) in
                try await client.traces(filter)
            }.first?.first
            guard let newest else {
                throw Failure(
                    .refused, "no_trace", english: "the tracer has no trace yet",
                    chinese: "链路追踪里还没有任何链路")
            }
            return newest.traceID
        }
        guard let parsed = TraceID(parsing: id.lowercased()) else {
            throw Failure(
                .usage, "bad_trace_id",
                english: "\"\(id)\" is no trace id; write 1 to 32 hexadecimal digits, or last",
                chinese: "“\(id)”不是链路 ID，请写 1 到 32 位十六进制数字，或者 last")
        }
        return parsed
    }
}

/// Who calls whom.
struct TraceDependenciesCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "dependencies", abstract: "List who called whom, how often, and in vain.")

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let client = try await TracerQueryClient(in: session)
        let links = try await Failure.tracing { () async throws(TracerQueryError) in
            try await client.dependencies()
        }
        if session.asJSON {
            Output.json(["dependencies": links])
            return
        }
        for line in TraceLines.links(links, in: session.language) { Output.line(line) }
    }
}

extension TracerQueryClient {
    /// A client of the tracer that this home's supervisor runs.
    init(in session: Session) async throws(Failure) {
        guard let port = try await session.httpPort(of: "tracer") else {
            throw Failure(
                .unreachable, "tracer_not_ready",
                english: "the tracer is not ready; workshop status says why",
                chinese: "链路追踪还没有就绪；workshop status 会说明原因")
        }
        let http = session.http
        self.init { path in
            let answer = try await http.send(
                .init("GET", path), to: .tcp(host: "127.0.0.1", port: port),
                deadline: .seconds(10))
            return (answer.status, answer.body)
        }
    }
}

extension Failure {
    /// Runs a question to the tracer and turns its errors into failures.
    static func tracing<Value: Sendable>(
        _ question: () async throws(TracerQueryError) -> Value
    ) async throws(Failure) -> Value {
        do throws(TracerQueryError) {
            return try await question()
        } catch {
            throw Failure(error)
        }
    }

    private init(_ error: TracerQueryError) {
        switch error {
        case .refused(_, let sentence):
            self.init(.refused, "tracer_refused", english: sentence, chinese: sentence)
        case .unreachable(let reason):
            self.init(
                .unreachable, "tracer_unreachable",
                english: "the tracer does not answer (\(reason)); see: workshop logs tracer",
                chinese: "链路追踪没有应答（\(reason)）；请看 workshop logs tracer")
        case .unreadable(let reason):
            self.init(
                .unreachable, "tracer_unreadable",
                english: "the tracer answered something unexpected: \(reason)",
                chinese: "链路追踪的回答无法理解：\(reason)")
        }
    }
}
