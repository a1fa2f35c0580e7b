import Wire

extension Supervision {
    /// When time alone changes something next; nil when it never does.
    public var nextDeadline: Duration? {
        var deadlines = components.values.compactMap { component -> Duration? in
            switch component.phase {
            case .stopped, .failed: nil
            case .waiting(let until): until
            case .process(let process): process.nextDeadline(timings)
            }
        }
        if let shutdown, !shutdown.finished {
            let unasked = components.values.contains {
                $0.process != nil && $0.process?.stop == nil
            }
            if unasked {
                let stage = shutdown.stageBegunAt + timings.shutdownStage
                deadlines.append(min(stage, shutdown.allAskedAt))
            }
        }
        return deadlines.min()
    }

    /// Does what has become due.
    mutating func passTime() {
        for id in names {
            guard var component = components[id] else { continue }
            switch component.phase {
            case .stopped, .failed: break
            case .waiting(let until):
                if now >= until { launch(&component) }
            case .process(let process): passTime(&component, process)
            }
            components[id] = component
        }
        continueShutdown()
    }

    private mutating func passTime(
        _ component: inout SupervisedComponent, _ process: SupervisedProcess
    ) {
        if let stop = process.stop {
            guard process.pid != nil, !stop.killed, now >= stop.killAt else { return }
            component.process?.stop?.killed = true
            kill(&component)
        } else if !process.wasReady, !process.overdue,
            now >= process.launchedAt + timings.startDeadline
        {
            component.process?.overdue = true
            kill(&component)
        } else if let line = process.readyLine, !process.probe.inFlight,
            now >= process.probe.nextAt
        {
            component.process?.probe.inFlight = true
            actions.append(.probe(process.launch, http: line.http))
        }
    }
}
