import ArgumentParser
import HTTPClient
import LookoutAPI
import Supervisor
import Telemetry
import Wire

/// What Lookout keeps.
struct MetricsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics", abstract: "Ask Lookout how often, how fast, how many.",
        subcommands: [MetricsQueryCommand.self])
}

/// One query.
struct MetricsQueryCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Answer a query in PromQL; names may have dots.",
        discussion: """
            For instance:
              workshop metrics query 'rpc.consumer.service.stats.total_count.count{app="stock_mng"}'
              workshop metrics query 'rate(shop.orders.count[1m])' --range 10m --step 30s
            """)

    @Argument(help: "The query.") var expression: String
    @Option(help: "How far back, for instance 10m; only now unless given.") var range: String?
    @Option(help: "How far apart, with --range; a sixtieth of it unless given.") var step: String?
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let range = try moments()
        let client = try await LookoutQueryClient(in: session)
        let answer: MetricAnswer
        do throws(LookoutQueryError) {
            answer = try await client.query(expression, over: range)
        } catch {
            throw Failure(error)
        }
        if session.asJSON {
            Output.json(answer)
            return
        }
        if answer.result.isEmpty {
            Output.line(
                session.language == .english
                    ? "no series answers; workshop metrics query up shows who is looked at"
                    : "没有匹配的时间序列；用 workshop metrics query up 查看正在采集哪些组件")
        }
        for line in MetricLines.lines(of: answer) { Output.line(line) }
    }

    private func moments() throws(Failure) -> LookoutQueryClient.Range? {
        guard let range else { return nil }
        guard let back = Self.seconds(of: range), back >= 1 else { throw Self.badLength(range) }
        var apart = max(1, (back / 60).rounded())
        if let step {
            guard let given = Self.seconds(of: step) else { throw Self.badLength(step) }
            apart = given
        }
        // Whole seconds, on which samples are taken; the present one may not be in yet.
        let now = Double(WallClock().now() / 1_000 - 1)
        return .init(start: now - back, end: now, step: apart)
    }

    private static func badLength(_ text: String) -> Failure {
        Failure(
            .usage, "bad_length", english: "\"\(text)\" is no length; write 30s, 10m or 2h",
            chinese: "“\(text)”不是时间长度；请写成 30s、10m 或 2h")
    }

    private static func seconds(of text: String) -> Double? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Double(text.dropLast()),
            count > 0, count * unit <= 86_400
        else { return nil }
        return count * unit
    }
}

/// Answers as lines of text: as Prometheus shows them.
enum MetricLines {
    static func lines(of answer: MetricAnswer) -> [String] {
        answer.result.flatMap { series -> [String] in
            let head = name(of: series.metric)
            if let values = series.values {
                return [head]
                    + values.map { point in
                        let time = Timestamp(milliseconds: Int64(point.time * 1_000))
                        return "  \("\(time)".dropFirst(11).prefix(8))Z  \(point.text)"
                    }
            }
            let value = series.value?.text ?? ""
            return [head.isEmpty ? value : "\(head)  \(value)"]
        }
    }

    private static func name(of metric: [String: String]) -> String {
        var labels = metric
        let name = labels.removeValue(forKey: "__name__") ?? ""
        guard !labels.isEmpty else { return name }
        let texts = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
        return "\(name){\(texts.joined(separator: ", "))}"
    }
}

extension LookoutQueryClient {
    private static let deadline = Duration.seconds(10)

    /// A client of the Lookout that this home's supervisor runs.
    init(in session: Session) async throws(Failure) {
        guard let port = try await session.httpPort(of: "lookout") else {
            throw Failure(
                .unreachable, "lookout_not_ready",
                english: "Lookout is not ready; workshop status says why",
                chinese: "Lookout 还没有就绪；workshop status 会说明原因")
        }
        let http = session.http
        self.init { path in
            let answer = try await http.send(
                .init("GET", path), to: .tcp(host: "127.0.0.1", port: port),
                deadline: Self.deadline)
            return (answer.status, answer.body)
        }
    }
}

extension Failure {
    fileprivate init(_ error: LookoutQueryError) {
        switch error {
        case .refused(let text):
            self.init(
                .usage, "bad_query", english: text, chinese: "查询有误：\(text)")
        case .unreachable(let reason):
            self.init(
                .unreachable, "lookout_unreachable",
                english: "Lookout does not answer (\(reason)); see: workshop logs lookout",
                chinese: "Lookout 没有应答（\(reason)）；请看 workshop logs lookout")
        case .unreadable(let reason):
            self.init(
                .unreachable, "lookout_unreadable",
                english: "Lookout answered something unexpected: \(reason)",
                chinese: "Lookout 的回答无法理解：\(reason)")
        }
    }
}
