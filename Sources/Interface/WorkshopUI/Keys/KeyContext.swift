/// Where a key is pressed: each context has its table.
enum KeyContext: Hashable, CaseIterable {
    case agenda
    case steps
    case step
    case shop
    case system
    case topology
    case logs
    case traces
    case trace
    case metrics
    case transactions
    case transaction
    case breaking
    case help
    case projector
    case answer
    case question

    /// The context of a model; nil while a line is typed, when characters are text.
    init?(_ model: Model) {
        if model.question != nil {
            self = .question
        } else if model.commandLine != nil || model.logs.typing != nil
            || model.metrics.typing != nil
        {
            return nil
        } else if model.isProjecting {
            self = .projector
        } else if model.registryQuestion != nil {
            self = .answer
        } else if model.help != nil {
            self = .help
        } else {
            switch model.screen {
            case .labs:
                self = model.labs.step != nil ? .step : model.labs.lab != nil ? .steps : .agenda
            case .shop: self = .shop
            case .system: self = model.system.showsTopology ? .topology : .system
            case .logs: self = .logs
            case .traces: self = model.traces.open == nil ? .traces : .trace
            case .metrics: self = .metrics
            case .transactions:
                self =
                    model.breaking.isShown
                    ? .breaking : model.transactions.open == nil ? .transactions : .transaction
            }
        }
    }
}
