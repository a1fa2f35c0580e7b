import LabKit
import Wire

/// The system screen.
struct SystemState: Equatable {
    /// A control that was refused, shown beside its component.
    struct Refusal: Equatable {
        var verb: ControlVerb
        var component: ComponentID
        var reason: LocalizedText
    }

    /// Whether who calls whom is shown in the place of the table.
    var showsTopology = false
    /// The node of the topology that is selected; the first when nil or gone.
    var node: String?
    /// The selected component; the first one when nil or gone.
    var selection: ComponentID?
    /// What was asked for and not yet done.
    var underway: [ComponentID: ControlVerb] = [:]
    /// What was refused last.
    var refusal: Refusal?
}
