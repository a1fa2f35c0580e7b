import Wire

extension Supervision {
    mutating func planArrived(_ plan: [ComponentSpecification], applied: [String]) {
        guard shutdown == nil else { return }
        for file in applied { post(.fileApplied, about: nil, Cause(.fileApplied, file)) }
        if plan.count > Self.componentLimit {
            post(
                .other, about: nil,
                Cause(.tooMany, "\(plan.count)", "\(Self.componentLimit)"))
        }
        let kept = plan.prefix(Self.componentLimit)
        let wanted = Dictionary(kept.map { ($0.id, $0) }) { first, _ in first }
        for component in inStartOrder.reversed() where wanted[component.specification.id] == nil {
            drop(component)
        }
        let ordered = wanted.values.sorted { ($0.startOrder, $0.id) < ($1.startOrder, $1.id) }
        for specification in ordered { apply(specification) }
    }

    mutating func planRefused(_ problems: [FileProblemText]) {
        guard shutdown == nil else { return }
        for problem in problems { post(.fileRefused, about: nil, problem.cause) }
    }

    private mutating func drop(_ component: SupervisedComponent) {
        var component = component
        component.removed = true
        component.goal = .stopped
        if component.process == nil {
            components[component.specification.id] = nil
        } else {
            beginStop(&component)
            components[component.specification.id] = component
        }
    }

    private mutating func apply(_ specification: ComponentSpecification) {
        guard var component = components[specification.id] else {
            var component = SupervisedComponent(specification)
            if specification.wanted { launch(&component) }
            components[specification.id] = component
            return
        }
        let changed = !component.specification.describesSameProcess(as: specification)
        let goalChanged =
            component.removed || component.specification.wanted != specification.wanted
        component.specification = specification
        component.removed = false
        if goalChanged {
            component.goal = specification.wanted ? .running : .stopped
            component.forgetHistory()
        }
        switch component.goal {
        case .stopped: rest(&component)
        case .running where changed || goalChanged: renew(&component)
        case .running: break
        }
        components[specification.id] = component
    }

    /// Brings a component to rest: its process is asked to end, a back-off is given up.
    mutating func rest(_ component: inout SupervisedComponent) {
        switch component.phase {
        case .process: beginStop(&component)
        case .waiting, .failed:
            component.phase = .stopped
            component.cause = nil
        case .stopped: break
        }
    }

    /// Runs a component by its present specification: its process is replaced, a back-off is cut
    /// short.
    mutating func renew(_ component: inout SupervisedComponent) {
        component.crashes = CrashHistory()
        component.cause = nil
        if component.process != nil {
            beginStop(&component)
        } else {
            launch(&component)
        }
    }
}
