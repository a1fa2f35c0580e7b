/// What `lab.yaml` says: a lab without its words.
struct LabOutline: Equatable {
    struct CheckOutline: Equatable {
        var id: String
        var line: Int
        var reads: EvidencePath
        var expects: Expectation
    }

    struct StepOutline: Equatable {
        var id: String
        var line: Int
        var needs: [String]
        var checks: [CheckOutline]
        var solve: [LabAction]
        var reset: [LabAction]
    }

    var id: String
    var order: Int
    var time: String
    var steps: [StepOutline]
}
