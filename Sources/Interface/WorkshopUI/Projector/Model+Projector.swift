import LabKit
import Wire

extension Model {
    /// The step that the projector shows: the one the attendee has open, here or in another terminal,
    /// else the first that is to do.
    var projectedStep: (lab: Lab, index: Int)? {
        guard let all = labs.labs else { return nil }
        let key = settings.isProjector ? labs.progress.current : labs.key ?? labs.progress.current
        if let key, let lab = all.first(where: { $0.id == key.lab }),
            let index = lab.steps.firstIndex(where: { $0.id == key.step })
        {
            return (lab, index)
        }
        for lab in all {
            if let index = lab.steps.firstIndex(where: { labs.record(lab, $0).state == .todo }) {
                return (lab, index)
            }
        }
        return all.first.map { ($0, 0) }
    }

    /// The key of that step.
    var projectedKey: StepKey? {
        projectedStep.map { StepKey(lab: $0.lab.id, step: $0.lab.steps[$0.index].id) }
    }
}
