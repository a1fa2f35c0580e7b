import Faults
import HTTPClient
import Supervisor
import Wire

/// A component, and a point of it when one is named.
struct ChaosTarget {
    let component: String
    let point: String?

    init(_ text: String) throws(Failure) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        component = String(parts.first ?? "")
        point = parts.count > 1 ? String(parts[1]) : nil
        guard ComponentID(parsing: component) != nil else {
            throw Failure(
                .usage, "unknown_component",
                english: "\"\(component)\" is no component; workshop status names them",
                chinese: "没有叫 \"\(component)\" 的组件；workshop status 会列出所有组件")
        }
    }
}

/// Reaches the components that are to be broken.
struct ChaosBench {
    let session: Session

    func components() async throws(Failure) -> [ComponentStatus] {
        try await Failure.asking { () async throws(ControlError) in
            try await session.control.snapshot()
        }.components
    }

    private func component(_ name: String) async throws(Failure) -> ComponentStatus {
        guard let found = try await components().first(where: { "\($0.name)" == name }),
            found.pid != nil
        else {
            throw Failure(
                .refused, "not_running", english: "\(name) does not run; workshop status says why",
                chinese: "\(name) 没有在运行；workshop status 会说明原因")
        }
        return found
    }

    /// Has the supervisor do something to a component.
    func perform(_ action: ControlAction, on name: String) async throws(Failure) {
        let id = ComponentID(parsing: name) ?? ComponentID(name)
        _ = try await Failure.asking { () async throws(ControlError) in
            try await session.control.perform(action, on: id)
        }
    }

    func arm(_ order: FaultOrder, at name: String) async throws(Failure) -> FaultsAnswer {
        try await ask(name) { client async throws(FaultsError) in try await client.arm(order) }
    }

    func faults(of name: String) async throws(Failure) -> FaultsAnswer {
        try await ask(name) { client async throws(FaultsError) in try await client.faults() }
    }

    func heal(_ name: String) async throws(Failure) -> FaultsAnswer {
        try await ask(name) { client async throws(FaultsError) in try await client.heal() }
    }

    private func ask(
        _ name: String,
        _ question: (FaultsClient) async throws(FaultsError) -> FaultsAnswer
    ) async throws(Failure) -> FaultsAnswer {
        let port = try await component(name).http ?? 0
        let http = session.http
        let client = FaultsClient { method, body in
            let answer = try await http.send(
                .init(method, "/faults", body: body), to: .tcp(host: "127.0.0.1", port: port),
                deadline: .seconds(5))
            return (answer.status, answer.body)
        }
        do throws(FaultsError) {
            return try await question(client)
        } catch {
            switch error {
            case .unreachable(let reason):
                throw Failure(
                    .unreachable, "component_unreachable",
                    english: "\(name) does not answer (\(reason)); is it paused?",
                    chinese: "\(name) 没有应答（\(reason)）；它是不是被暂停了？")
            case .refused(let message):
                throw Failure(.refused, "not_armed", english: message, chinese: message)
            }
        }
    }

    func tell(_ answer: FaultsAnswer, at name: String) {
        if session.asJSON {
            Output.json(answer.armed)
            return
        }
        for order in answer.armed {
            Output.line("⚡ \(name):\(order.point ?? "")  \(order.fault)")
        }
    }

    func tell(_ text: String) {
        if session.asJSON {
            Output.json(["done": text])
        } else {
            Output.line("⚡ \(text)")
        }
    }
}
