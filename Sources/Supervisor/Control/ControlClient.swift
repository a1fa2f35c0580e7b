import Foundation
import Glibc
public import HTTPClient
public import Wire

/// Asks the supervisor of a home through its control socket.
///
/// Every call ends: a wait is bounded by its argument, an answer is waited for ``patience`` longer.
public struct ControlClient: Sendable {
    static let patience = Duration.seconds(5)
    static let pause = Duration.milliseconds(20)

    let socketPath: String
    let client: HTTPClient
    let timekeeper: Timekeeper

    /// A client; nothing is connected before the first call.
    public init(
        socketPath: String, client: HTTPClient = HTTPClient(), timekeeper: Timekeeper = .live()
    ) {
        self.socketPath = socketPath
        self.client = client
        self.timekeeper = timekeeper
    }

    /// Who supervises.
    public func info() async throws(ControlError) -> SupervisorInfo {
        try await send("GET", "/info")
    }

    /// All that the supervisor knows.
    ///
    /// - Parameters:
    ///   - after: the revision known already: the answer then waits for a newer one.
    ///   - wait: how long it waits at most; 30 seconds is the longest.
    public func snapshot(
        after: Int? = nil, wait: Duration = .zero
    ) async throws(ControlError) -> SupervisorSnapshot {
        let known = after.map { "after=\($0)&" } ?? ""
        return try await send("GET", "/snapshot?\(known)wait=\(wait.wholeMilliseconds)", wait: wait)
    }

    /// Asks something of one process and gives its status right after: a start is not waited for.
    public func perform(
        _ action: ControlAction, on id: ComponentID
    ) async throws(ControlError) -> ComponentStatus {
        try await send("POST", "/components/\(id)/\(action.rawValue)")
    }

    /// What components wrote.
    ///
    /// - Parameters:
    ///   - id: nil for all components.
    ///   - after: lines after this sequence; negative for the newest `limit` lines.
    ///   - limit: 1 to 2,000.
    ///   - wait: how long to wait for a first line; 30 seconds is the longest.
    public func logs(
        of id: ComponentID? = nil, after: Int = 0, limit: Int = 200, wait: Duration = .zero
    ) async throws(ControlError) -> LogPage {
        let component = id.map { "component=\($0)&" } ?? ""
        return try await send(
            "GET",
            "/logs?\(component)after=\(after)&limit=\(limit)&wait=\(wait.wholeMilliseconds)",
            wait: wait)
    }

    /// Has the files read again, and gives the names of those that changed.
    public func reload() async throws(ControlError) -> [String] {
        let reply: ReloadReply = try await send("POST", "/reload")
        return reply.applied
    }

    /// Ends everything and waits until the supervisor's process is gone, or, within this process,
    /// until it has removed its socket; at most five seconds.
    public func down() async throws(ControlError) {
        let info: SupervisorInfo = try await send("POST", "/down")
        let deadline = timekeeper.now().elapsed + Self.patience
        while !hasEnded || (info.pid != getpid() && ProcessTable.isRunning(info.pid)) {
            guard timekeeper.now().elapsed < deadline,
                (try? await timekeeper.sleep(Self.pause)) != nil
            else { throw .broken("process \(info.pid) has not ended") }
        }
    }

    /// Files are looked at instead of asking again: an ending server is not to be connected to. One
    /// that was killed leaves its socket, and gives its lock back.
    var hasEnded: Bool {
        access(socketPath, F_OK) != 0
            || InstanceLock.holder(of: SupervisorConfiguration.lockPath(beside: socketPath)) == nil
    }

    /// Waits until a supervisor answers, for somebody who has just started one.
    public func waitUntilServing(
        within limit: Duration
    ) async throws(ControlError) -> SupervisorInfo {
        let deadline = timekeeper.now().elapsed + limit
        while true {
            do {
                return try await info()
            } catch {
                guard timekeeper.now().elapsed < deadline,
                    (try? await timekeeper.sleep(Self.pause)) != nil
                else { throw error }
            }
        }
    }

    /// Waits until no process is starting or stopping, at most `limit`; gives the last snapshot,
    /// settled or not.
    public func waitUntilSettled(
        within limit: Duration
    ) async throws(ControlError) -> SupervisorSnapshot {
        let deadline = timekeeper.now().elapsed + limit
        var snapshot = try await snapshot()
        while snapshot.components.contains(where: { [.starting, .stopping].contains($0.state) }) {
            let left = deadline - timekeeper.now().elapsed
            guard left > .zero else { break }
            snapshot = try await self.snapshot(after: snapshot.revision, wait: left)
        }
        return snapshot
    }

    private func send<Answer: Decodable>(
        _ method: String, _ path: String, wait: Duration = .zero
    ) async throws(ControlError) -> Answer {
        let response: HTTPClient.Response
        do {
            response = try await client.send(
                .init(method, path), to: .unix(path: socketPath), deadline: wait + Self.patience)
        } catch .unreachable {
            throw .notRunning
        } catch {
            throw .broken(error.description)
        }
        let body = Data(response.body)
        if response.status >= 400,
            let reply = try? JSONDecoder().decode(ErrorReply.self, from: body)
        {
            throw .refused(reply.error)
        }
        guard (200..<300).contains(response.status),
            let answer = try? JSONDecoder().decode(Answer.self, from: body)
        else { throw .broken("status \(response.status) for \(method) \(path)") }
        return answer
    }
}

extension Duration {
    /// Rounded down.
    var wholeMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
