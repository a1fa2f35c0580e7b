import ArgumentParser
import HTTPClient
import RegistryAPI
import Supervisor
import Telemetry
import Wire

/// What the registry knows.
struct RegistryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry", abstract: "Ask the registry who offers what.",
        subcommands: [RegistryServicesCommand.self, RegistryWatchCommand.self])
}

/// All services.
struct RegistryServicesCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "services", abstract: "List the services, who provides and who wants them.")

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let client = try await RegistryQueryClient(in: session)
        let services = try await Failure.answering { () async throws(RegistryQueryError) in
            try await client.services()
        }
        if session.asJSON {
            Output.json(ServicesAnswer(services: services))
            return
        }
        if services.isEmpty {
            Output.line(
                session.language == .english
                    ? "no service is published, and nobody waits for one"
                    : "没有服务发布，也没有谁在等待服务")
        }
        for service in services {
            for line in RegistryLines.lines(of: service, in: session.language) {
                Output.line(line)
            }
        }
    }
}

/// One service, as it changes.
struct RegistryWatchCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Show a service, and every change of it until Ctrl-C.")

    @Argument(help: "The service's name; a part of it is enough when only one has it.")
    var name: String
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        var client = try await RegistryQueryClient(in: session)
        let service = try await fullName(from: client)
        var version: Int64 = -1
        while true {
            switch await change(of: service, after: version, told: client) {
            case .success(let listing):
                if listing.version != version { tell(listing, in: session) }
                version = listing.version
            case .failure(.unreachable): client = try await whenBack(in: session)
            case .failure(let error): throw Failure(error)
            }
        }
    }

    private func change(
        of service: String, after version: Int64, told client: RegistryQueryClient
    ) async -> Result<ServiceListing, RegistryQueryError> {
        do throws(RegistryQueryError) {
            return .success(
                try await client.watch(
                    service, after: max(0, version), seconds: version < 0 ? 0 : 25))
        } catch {
            return .failure(error)
        }
    }

    /// The registry was killed, or is stopped: waits until it is ready, as long as there is a supervisor.
    private func whenBack(in session: Session) async throws -> RegistryQueryClient {
        Output.errorLine(
            session.language == .english
                ? "workshop: the registry is away; this goes on when it is back"
                : "workshop：注册中心不在；它回来后会继续显示")
        while true {
            do {
                return try await RegistryQueryClient(in: session)
            } catch {
                if error.code != "registry_not_ready" { throw error }
            }
            try await ContinuousClock().sleep(for: .milliseconds(100))
        }
    }

    private func fullName(from client: RegistryQueryClient) async throws -> String {
        let services = try await Failure.answering { () async throws(RegistryQueryError) in
            try await client.services()
        }
        let matches = services.map(\.name).filter { $0.contains(name) }
        if matches.contains(name) || matches.count != 1 { return name }
        return matches[0]
    }

    private func tell(_ listing: ServiceListing, in session: Session) {
        if session.asJSON {
            Output.json(listing)
            return
        }
        for line in RegistryLines.lines(of: listing, in: session.language) { Output.line(line) }
    }
}

/// Services as lines of text.
enum RegistryLines {
    static func lines(of service: ServiceListing, in language: Language) -> [String] {
        let english = language == .english
        let head =
            english
            ? "\(service.name)  version \(service.version)  subscribers \(service.subscribers)"
            : "\(service.name)  版本 \(service.version)  订阅者 \(service.subscribers)"
        let providers = service.providers.map { provider in
            let since = "\(Timestamp(milliseconds: provider.since))".dropFirst(11).prefix(8)
            return english
                ? "  \(provider.address)  \(provider.app)  weight \(provider.weight)  since \(since)Z"
                : "  \(provider.address)  \(provider.app)  权重 \(provider.weight)  自 \(since)Z"
        }
        return [head] + (providers.isEmpty ? [english ? "  no provider" : "  没有提供方"] : providers)
    }
}

extension RegistryQueryClient {
    /// Longer than the longest watch.
    private static let deadline = Duration.seconds(30)

    /// A client of the registry that this home's supervisor runs.
    init(in session: Session) async throws(Failure) {
        guard let port = try await session.httpPort(of: "registry") else {
            throw Failure(
                .unreachable, "registry_not_ready",
                english: "the registry is not ready; workshop status says why",
                chinese: "注册中心还没有就绪；workshop status 会说明原因")
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
    /// Runs a question to the registry and turns its errors into failures.
    static func answering<Value: Sendable>(
        _ question: () async throws(RegistryQueryError) -> Value
    ) async throws(Failure) -> Value {
        do throws(RegistryQueryError) {
            return try await question()
        } catch {
            throw Failure(error)
        }
    }

    fileprivate init(_ error: RegistryQueryError) {
        switch error {
        case .refused(let reply):
            self.init(
                .refused, reply.error.code, english: reply.error.message,
                chinese: reply.error.message)
        case .unreachable(let reason):
            self.init(
                .unreachable, "registry_unreachable",
                english: "the registry does not answer (\(reason)); see: workshop logs registry",
                chinese: "注册中心没有应答（\(reason)）；请看 workshop logs registry")
        case .unreadable(let reason):
            self.init(
                .unreachable, "registry_unreadable",
                english: "the registry answered something unexpected: \(reason)",
                chinese: "注册中心的回答无法理解：\(reason)")
        }
    }
}
