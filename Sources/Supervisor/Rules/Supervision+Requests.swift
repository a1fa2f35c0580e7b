public import Wire

extension Supervision {
    /// Why a request cannot be followed; nil when it can.
    ///
    /// Codes: `unknown_component` (details name the known ones), `not_running` (nothing to kill, to pause or to resume),
    /// `shutting_down`.
    public func refusal(of action: ControlAction, on id: ComponentID) -> ErrorReply? {
        guard let component = components[id] else {
            let known = names.map(\.description).joined(separator: ", ")
            return ErrorReply(
                code: "unknown_component",
                message: "there is no component \"\(id)\"; there are: \(known)",
                details: ["known": known])
        }
        if shutdown != nil {
            return ErrorReply(
                code: "shutting_down", message: "the workshop is ending; start it again first")
        }
        if [.kill, .pause, .resume].contains(action), component.process == nil {
            return ErrorReply(
                code: "not_running",
                message: "\(id) has no process to \(action.rawValue); "
                    + "start it with: workshop start \(id)")
        }
        return nil
    }

    mutating func asked(_ action: ControlAction, of id: ComponentID) {
        guard refusal(of: action, on: id) == nil, var component = components[id] else { return }
        switch action {
        case .start: start(&component)
        case .stop:
            component.goal = .stopped
            rest(&component)
        case .restart where component.process == nil: start(&component)
        case .restart:
            component.goal = .running
            renew(&component)
        case .kill: killAsAsked(&component)
        case .pause: pause(&component)
        case .resume: resume(&component)
        }
        components[id] = component
    }

    private mutating func start(_ component: inout SupervisedComponent) {
        let idle = component.goal == .stopped || component.process == nil
        component.goal = .running
        guard idle else { return }
        component.forgetHistory()
        if component.process == nil { launch(&component) }
    }

    private mutating func pause(_ component: inout SupervisedComponent) {
        guard var process = component.process, process.stop == nil else { return }
        process.isPaused = true
        loseReadiness(&component, &process, Cause(.pausedAsAsked))
        component.process = process
        if process.pid != nil { actions.append(.pause(process.launch)) }
    }

    /// Also what paused itself, at a point where it was told to.
    private mutating func resume(_ component: inout SupervisedComponent) {
        guard var process = component.process else { return }
        process.isPaused = false
        process.probe.nextAt = now
        component.process = process
        if process.pid != nil { actions.append(.resume(process.launch)) }
    }

    private mutating func killAsAsked(_ component: inout SupervisedComponent) {
        component.process?.killAsked = true
        kill(&component)
    }
}
