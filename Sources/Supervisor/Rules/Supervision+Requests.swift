public import Wire

extension Supervision {
    /// Why a request cannot be followed; nil when it can.
    ///
    /// Codes: `unknown_component` (details name the known ones), `not_running` (nothing to kill),
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
        if action == .kill, component.process == nil {
            return ErrorReply(
                code: "not_running",
                message: "\(id) has no process to kill; start it with: workshop start \(id)")
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

    private mutating func killAsAsked(_ component: inout SupervisedComponent) {
        component.process?.killAsked = true
        kill(&component)
    }
}
