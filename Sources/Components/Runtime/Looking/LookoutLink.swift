import Foundation
import HTTPClient
import Logging
import LookoutAPI
import NIOCore
import ServiceLifecycle
import Wire

/// Tells Lookout where this process answers `/metrics`, again and again while it lives, and that it
/// leaves when it stops.
///
/// Lookout asks from then on: it sets the pace, so that a slow Lookout is never flooded and a fast
/// one never waits for us. Told anew every two seconds, a Lookout that was launched later, or again,
/// soon knows everybody.
struct LookoutLink: Service {
    let lookout: HTTPClient.Address
    let ports: AsyncStream<Int>
    /// The announcement with the port of our HTTP.
    let announcement: @Sendable (Int) -> Announcement
    let logger: Logger

    private static let deadline = Duration.seconds(1)
    /// So many attempts in vain are told.
    private static let patience = 3

    func run() async throws {
        let client = HTTPClient()
        var told: Announcement?
        for await port in ports.cancelOnGracefulShutdown() {
            let announcement = announcement(port)
            told = announcement
            await cancelWhenGracefulShutdown { await tell(announcement, through: client) }
            break
        }
        guard let told else { return }
        _ = try? await client.send(
            request("DELETE", told), to: lookout, deadline: .milliseconds(200))
    }

    private func tell(_ announcement: Announcement, through client: HTTPClient) async {
        let clock = ContinuousClock()
        var failures = 0
        while !Task.isCancelled {
            let isHeard: Bool
            do {
                let answer = try await client.send(
                    request("POST", announcement), to: lookout, deadline: Self.deadline)
                isHeard = answer.status == 204
            } catch {
                isHeard = false
            }
            // One line a change, and none while all begin; without Lookout everything else goes on.
            if isHeard, failures >= Self.patience {
                logger.notice("Lookout answers again", metadata: ["lookout": "\(lookout)"])
            }
            failures = isHeard ? 0 : failures + 1
            if failures == Self.patience, !Task.isCancelled {
                logger.notice("Lookout does not answer", metadata: ["lookout": "\(lookout)"])
            }
            try? await clock.sleep(for: Announcement.period)
        }
    }

    private func request(_ method: String, _ announcement: Announcement) -> HTTPClient.Request {
        let body = (try? JSONEncoder().encode(announcement)) ?? Data()
        return HTTPClient.Request(
            method, Announcement.path,
            headers: [("Content-Type", "application/json"), (WatchingHeader.name, "1")],
            body: Array(body))
    }
}
