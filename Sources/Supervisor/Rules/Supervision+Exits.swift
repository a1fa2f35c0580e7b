import Wire

extension Supervision {
    mutating func launchFailed(_ launch: LaunchID, reason: String) {
        ended(launch, "could not be launched", said: reason)
    }

    mutating func processExited(_ launch: LaunchID, _ end: ProcessEnd, lastLine: String?) {
        ended(launch, "\(end)", said: lastLine)
    }

    /// The reason is for a table and a notice: a line of at most 200 characters.
    private static func excerpt(of line: String) -> String {
        line.count <= 200 ? line : "\(line.prefix(199))…"
    }

    /// - Parameter said: what goes into the reason of a crash; nobody wants it of a wanted end.
    private mutating func ended(_ launch: LaunchID, _ end: String, said: String?) {
        guard var component = components[launch.component], let process = component.process,
            process.launch == launch
        else { return }
        component.phase = .stopped
        if component.removed || shutdown != nil || component.goal == .stopped {
            component.reason = nil
            post(.stopped, about: launch.component, "stopped: \(end)")
        } else if process.stop != nil {
            post(.stopped, about: launch.component, "stopped to start again: \(end)")
            self.launch(&component)
        } else if process.killAsked {
            component.reason = "killed as asked"
            post(.crashed, about: launch.component, "killed as asked: \(end); starts again")
            self.launch(&component)
        } else {
            let reason = end + (said.map { ": \(Self.excerpt(of: $0))" } ?? "")
            let late = "was not ready within \(timings.startDeadline.inSeconds) and was "
            crashed(&component, process, because: process.overdue ? late + reason : reason)
        }
        components[launch.component] = component.removed ? nil : component
    }

    private mutating func crashed(
        _ component: inout SupervisedComponent, _ process: SupervisedProcess,
        because reason: String
    ) {
        let id = process.launch.component
        component.reason = reason
        let readyFor = process.readySince.map { now - $0 }
        switch component.crashes.crashed(at: now, readyFor: readyFor, timings: timings) {
        case .giveUp:
            component.phase = .failed
            post(
                .gaveUp, about: id,
                "given up after \(timings.crashesTolerated) crashes in "
                    + "\(timings.crashWindow.inSeconds); the last one \(reason)")
        case .restart(.zero):
            post(.crashed, about: id, "\(reason); starts again")
            launch(&component)
        case .restart(let delay):
            post(.crashed, about: id, "\(reason); starts again in \(delay.inSeconds)")
            component.phase = .waiting(until: now + delay)
        }
    }
}
