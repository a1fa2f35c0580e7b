/// What `lab.yaml` says: a lab without its words.
struct LabOutline: Equatable {
    struct CheckOutline: Equatable {
        var id: String
        var place: LabPlace
        var kind = Check.Kind.level
        var question = CheckQuestion.evidence
        var reads: EvidencePath
        var expects: Expectation
        var after: Expectation?
    }

    struct Need: Equatable {
        var id: String
        var place: LabPlace
    }

    struct StepOutline: Equatable {
        var id: String
        var place: LabPlace
        var needs: [Need]
        var checks: [CheckOutline]
        var solve: [LabAction]
        var reset: [LabAction]
    }

    var id: String
    var order: Int
    var time: String
    var steps: [StepOutline]
}
