import Wire

extension Supervision {
    /// Changes the component whose present process is of this launch; late news are dropped.
    private mutating func update(
        _ launch: LaunchID,
        _ change: (inout Supervision, inout SupervisedComponent, inout SupervisedProcess) -> Void
    ) {
        guard var component = components[launch.component], var process = component.process,
            process.launch == launch
        else { return }
        change(&self, &component, &process)
        component.process = process
        components[launch.component] = component
    }

    mutating func processLaunched(_ launch: LaunchID, pid: Int32, instance: String) {
        update(launch) { supervision, component, process in
            process.pid = pid
            process.instance = instance
            if process.stop != nil {
                process.stop?.killAt = supervision.killDeadline
                supervision.actions.append(.terminate(launch))
            }
            if process.isPaused { supervision.actions.append(.pause(launch)) }
            if process.killAsked || process.overdue { supervision.actions.append(.kill(launch)) }
        }
    }

    mutating func readyLineSeen(_ launch: LaunchID, _ line: ReadyLine) {
        update(launch) { supervision, component, process in
            guard line.name == launch.component, line.instance == process.instance else {
                component.cause = Cause(.strangeReadyLine, "\(line.name)", line.instance)
                return
            }
            process.readyLine = line
            process.probe.nextAt = supervision.now
        }
    }

    mutating func probeAnswered(_ launch: LaunchID, _ health: Health) {
        update(launch) { supervision, component, process in
            process.probe.inFlight = false
            guard process.stop == nil else { return }
            if process.isPaused {
                // It said so before it was paused.
                process.probe.nextAt = supervision.now + supervision.timings.probeWhileStarting
                return
            }
            guard health.name == launch.component, health.instance == process.instance else {
                let port = process.readyLine?.http ?? 0
                supervision.loseReadiness(
                    &component, &process,
                    Cause(.stranger, "\(port)", "\(health.name)", "\(health.pid)"))
                return
            }
            guard health.ready else {
                supervision.loseReadiness(&component, &process, Cause(.notServing))
                return
            }
            supervision.gainReadiness(&component, &process)
        }
    }

    mutating func probeFailed(_ launch: LaunchID, reason: String) {
        update(launch) { supervision, component, process in
            process.probe.inFlight = false
            process.probe.failures += 1
            guard process.stop == nil else { return }
            if process.readySince != nil,
                process.probe.failures < supervision.timings.probeFailuresTolerated
            {
                process.probe.nextAt = supervision.now + supervision.timings.probeWhenReady
            } else {
                supervision.loseReadiness(
                    &component, &process,
                    process.isPaused ? Cause(.pausedAsAsked) : Cause(.silent, reason))
            }
        }
    }

    private mutating func gainReadiness(
        _ component: inout SupervisedComponent, _ process: inout SupervisedProcess
    ) {
        process.probe.failures = 0
        process.probe.nextAt = now + timings.probeWhenReady
        guard process.readySince == nil else { return }
        process.readySince = now
        process.wasReady = true
        component.cause = nil
        let port = process.readyLine?.port ?? 0
        post(.ready, about: process.launch.component, Cause(.ready, "\(port)"))
    }

    mutating func loseReadiness(
        _ component: inout SupervisedComponent, _ process: inout SupervisedProcess, _ why: Cause
    ) {
        process.probe.nextAt = now + timings.probeWhileStarting
        component.cause = why
        guard process.readySince != nil else { return }
        process.readySince = nil
        post(.other, about: process.launch.component, why)
    }
}
