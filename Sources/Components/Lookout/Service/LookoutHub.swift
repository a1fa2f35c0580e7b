import HTTPClient
import LongPoll
import LookoutAPI
import LookoutCore
import ServiceLifecycle
import Synchronization
import Telemetry
import Wire

/// Keeps Lookout's time, asks components for their metrics, and lets queries read.
///
/// A class with a lock around the rules: answers come from many tasks. A query holds the lock only
/// while its series are picked; their chunks are values, so that it reads on without it.
public final class LookoutHub: Service {
    private let client: HTTPClient
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Int64
    private let changes: ChangeSignal?
    private let rules: Mutex<Lookout>
    private let lastTick = Mutex<Int64>(0)
    private let own = Mutex<Announcement?>(nil)

    /// The interval of rounds, in milliseconds.
    static let interval: Int64 = 1_000
    /// A component answers from memory: one that takes longer has a fault.
    static let scrapeDeadline = Duration.seconds(1)
    /// An exposition is no larger.
    static let scrapeLimit = 4 << 20

    /// A hub with nothing known.
    ///
    /// - Parameters:
    ///   - now: milliseconds since 1970.
    ///   - clock: paces the rounds.
    ///   - changes: what advances when the evidence changes; nothing when nil.
    public init(
        limits: StoreLimits = StoreLimits(), now: @escaping @Sendable () -> Int64,
        clock: any Clock<Duration> = ContinuousClock(), changes: ChangeSignal? = nil
    ) {
        client = HTTPClient(bodyLimit: Self.scrapeLimit)
        self.now = now
        self.clock = clock
        self.changes = changes
        rules = Mutex(Lookout(limits: limits))
    }

    /// Asks all components each second until it is told to stop.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    for action in self.tick() {
                        group.addTask { await self.perform(action) }
                    }
                    // On whole seconds, so that the samples of all rounds are a second apart.
                    let rest = Self.interval - self.now() % Self.interval
                    try? await self.clock.sleep(for: .milliseconds(rest))
                }
                group.cancelAll()
            }
        }
    }

    /// The time of the last round: what a query without a time is answered for.
    public var latest: Int64 { lastTick.withLock { $0 } }

    /// Lets Lookout look at itself, too.
    func look(at announcement: Announcement) {
        own.withLock { $0 = announcement }
    }

    /// Reads or changes what is known.
    func with<Value: Sendable>(_ body: (inout Lookout) -> Value) -> Value {
        let (value, version) = rules.withLock { rules in (body(&rules), rules.changes) }
        changes?.advance(to: version)
        return value
    }

    /// Takes note of a component.
    func announce(_ announcement: Announcement) -> Bool {
        let now = now()
        return with { $0.announce(announcement, now: now) }
    }

    /// A component leaves.
    func withdraw(_ announcement: Announcement) {
        let now = now()
        with { $0.withdraw(announcement, now: now) }
    }

    private func tick() -> [Lookout.Action] {
        let now = now()
        // A clock that was set back does not bring rounds together.
        let time = lastTick.withLock { last in
            last = max(now - now % Self.interval, last + Self.interval)
            return last
        }
        let own = own.withLock { $0 }
        return with { rules in
            if let own { _ = rules.announce(own, now: time) }
            return rules.tick(now: time)
        }
    }

    private func perform(_ action: Lookout.Action) async {
        guard case .scrape(let announcement, let time) = action else { return }
        let start = ContinuousClock().now
        let answer = await scrape(announcement.address)
        let took = (ContinuousClock().now - start).components
        let seconds = Double(took.seconds) + Double(took.attoseconds) / 1e18
        with { $0.take(answer, of: announcement, time: time, seconds: seconds) }
    }

    private func scrape(_ address: String) async -> Lookout.Answer {
        let parts = address.split(separator: ":")
        guard let port = parts.last.flatMap({ Int($0) }) else { return .fault("no port") }
        do {
            let answer = try await client.send(
                .init(
                    "GET", "/metrics", headers: [("Accept", ExpositionFormat.dottedAccept)]),
                to: .tcp(host: String(parts[0]), port: port), deadline: Self.scrapeDeadline)
            return answer.status == 200
                ? .text(answer.body) : .fault("answered \(answer.status)")
        } catch {
            return .fault("\(error)")
        }
    }
}
