import Wire

extension Supervision {
    mutating func launchFailed(_ launch: LaunchID, reason: String) {
        ended(launch, Cause(.notLaunched), said: reason)
    }

    mutating func processExited(_ launch: LaunchID, _ end: ProcessEnd, lastLine: String?) {
        ended(launch, end.cause, said: lastLine)
    }

    /// The cause is for a table and a notice: a line of at most 200 characters.
    private static func excerpt(of line: String) -> String {
        line.count <= 200 ? line : "\(line.prefix(199))…"
    }

    /// - Parameter said: what goes into the cause of a crash; nobody wants it of a wanted end.
    private mutating func ended(_ launch: LaunchID, _ end: Cause, said: String?) {
        guard var component = components[launch.component], let process = component.process,
            process.launch == launch
        else { return }
        component.phase = .stopped
        if component.removed || shutdown != nil || component.goal == .stopped {
            component.cause = nil
            post(.stopped, about: launch.component, Cause(.stopped).and(end))
        } else if process.stop != nil {
            post(.stopped, about: launch.component, Cause(.renewed).and(end))
            self.launch(&component)
        } else if process.killAsked {
            component.cause = Cause(.killedAsAsked)
            post(
                .crashed, about: launch.component,
                Cause(.killedAsAsked).and(end).and(.startsAgain))
            self.launch(&component)
        } else {
            var cause = said.map { end.and(.said, Self.excerpt(of: $0)) } ?? end
            if process.overdue {
                cause = Cause(.late, timings.startDeadline.inSeconds).and(cause)
            }
            crashed(&component, process, because: cause)
        }
        components[launch.component] = component.removed ? nil : component
    }

    private mutating func crashed(
        _ component: inout SupervisedComponent, _ process: SupervisedProcess, because cause: Cause
    ) {
        let id = process.launch.component
        component.cause = cause
        let readyFor = process.readySince.map { now - $0 }
        switch component.crashes.crashed(at: now, readyFor: readyFor, timings: timings) {
        case .giveUp:
            component.phase = .failed
            let crashes = "\(timings.crashesTolerated)"
            post(
                .gaveUp, about: id,
                Cause(.givenUp, crashes, timings.crashWindow.inSeconds).and(cause))
        case .restart(.zero):
            post(.crashed, about: id, cause.and(.startsAgain))
            launch(&component)
        case .restart(let delay):
            post(.crashed, about: id, cause.and(.startsLater, delay.inSeconds))
            component.phase = .waiting(until: now + delay)
        }
    }
}
