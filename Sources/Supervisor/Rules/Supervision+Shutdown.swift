import Wire

/// The end of everything, once it was asked for.
struct Shutdown: Equatable, Sendable {
    var manner: ShutdownManner
    let begunAt: Duration
    var allAskedAt: Duration
    var allKilledAt: Duration
    /// When the processes now being stopped were asked.
    var stageBegunAt: Duration
    var finished = false
}

extension Supervision {
    mutating func shutdownAsked(_ manner: ShutdownManner) {
        let now = now
        if shutdown == nil {
            shutdown = Shutdown(
                manner: .orderly, begunAt: now, allAskedAt: now + timings.shutdownAllAsked,
                allKilledAt: now + timings.shutdownAllKilled, stageBegunAt: now)
            restAllWithoutProcess()
        }
        guard manner == .swift, shutdown?.manner == .orderly else { return }
        shutdown?.manner = .swift
        shutdown?.allAskedAt = now
        hurry(until: now + timings.swiftShutdownKilled)
    }

    private mutating func restAllWithoutProcess() {
        for id in names {
            components[id]?.goal = .stopped
            if components[id]?.process == nil { components[id]?.phase = .stopped }
        }
    }

    private mutating func hurry(until deadline: Duration) {
        let allKilledAt = min(shutdown?.allKilledAt ?? deadline, deadline)
        shutdown?.allKilledAt = allKilledAt
        for id in names {
            guard let stop = components[id]?.process?.stop else { continue }
            components[id]?.process?.stop?.killAt = min(stop.killAt, allKilledAt)
        }
    }

    /// Stops the next stage when its turn has come, and finishes when nothing is left.
    mutating func continueShutdown() {
        guard let shutdown, !shutdown.finished else { return }
        let now = now
        let living = inStartOrder.filter { $0.process != nil }
        guard !living.isEmpty else {
            self.shutdown?.finished = true
            actions.append(.finish)
            return
        }
        let unasked = living.filter { $0.process?.stop == nil }
        guard let order = unasked.map(\.specification.startOrder).max() else { return }
        let waiting = living.contains { $0.process?.stop != nil }
        let stageOver = !waiting || now >= shutdown.stageBegunAt + timings.shutdownStage
        let all = now >= shutdown.allAskedAt
        guard stageOver || all else { return }
        for component in unasked.reversed() where all || component.specification.startOrder == order
        {
            var component = component
            beginStop(&component)
            components[component.specification.id] = component
        }
        self.shutdown?.stageBegunAt = now
    }
}
