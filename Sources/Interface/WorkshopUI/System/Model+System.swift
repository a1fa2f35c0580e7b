import Wire

extension Model {
    /// The selected component; the first one when nothing else is.
    var selectedComponent: ComponentStatus? {
        live.components.first { $0.name == system.selection } ?? live.components.first
    }

    /// Does something with the selected component.
    mutating func control(_ verb: ControlVerb) -> [Command] {
        guard let status = selectedComponent else { return [] }
        return control(verb, status.name)
    }

    /// Does something with a component.
    mutating func control(_ verb: ControlVerb, _ component: ComponentID) -> [Command] {
        system.refusal = nil
        system.selection = component
        system.underway[component] = verb
        return [.perform(verb, component)]
    }
}
