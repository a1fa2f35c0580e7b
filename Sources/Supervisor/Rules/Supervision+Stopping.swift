import Wire

extension Supervision {
    /// Asks a component's process to end, unless it has been asked before. Until the shell has told
    /// of the launch there is nothing to signal: ``processLaunched(_:pid:instance:)`` does it then.
    mutating func beginStop(_ component: inout SupervisedComponent) {
        guard var process = component.process, process.stop == nil else { return }
        process.stop = SupervisedProcess.Stop(killAt: killDeadline)
        process.readySince = nil
        if process.pid != nil { actions.append(.terminate(process.launch)) }
        component.process = process
    }

    /// When the patience with a process asked to end now is over.
    var killDeadline: Duration {
        let own = now + timings.stopDeadline
        return shutdown.map { min(own, $0.allKilledAt) } ?? own
    }

    mutating func kill(_ component: inout SupervisedComponent) {
        guard let process = component.process, process.pid != nil else { return }
        actions.append(.kill(process.launch))
    }
}
