/// What a lab must keep beyond its form. A lab that does not pass is not shown.
struct LabLint {
    let source: LabSource
    let outline: LabOutline

    func problems(of lab: Lab) -> [LabProblem] {
        var problems: [LabProblem] = []
        func report(_ place: LabPlace, _ code: String, _ text: LocalizedText) {
            problems.append(
                LabProblem(file: LabDefinition.file, at: place, code: code, text: text))
        }
        if lab.id != source.folder {
            report(
                .start, "wrong_id",
                .init(
                    chinese: "id 应当与文件夹同名：\(source.folder)",
                    english: "the id must be the folder's name, \(source.folder)"))
        }
        if lab.steps.isEmpty {
            report(.start, "no_steps", .init(chinese: "没有步骤", english: "there are no steps"))
        }
        for (index, (step, outline)) in zip(lab.steps, outline.steps).enumerated() {
            for (code, text) in faults(of: step, at: index, in: lab) {
                report(outline.place, code, text)
            }
            for need in outline.needs {
                if let (code, text) = fault(of: need.id, of: step, at: index, in: lab) {
                    report(need.place, code, text)
                }
            }
        }
        return problems
    }

    private func faults(
        of step: Step, at index: Int, in lab: Lab
    ) -> [(String, LocalizedText)] {
        var faults: [(String, LocalizedText)] = []
        let earlier = lab.steps.prefix(index).map(\.id)
        if earlier.contains(step.id) {
            faults.append(
                (
                    "duplicate_step",
                    .init(chinese: "\(step.id) 重复", english: "\(step.id) stands twice")
                ))
        }
        if Set(step.checks.map(\.id)).count < step.checks.count {
            faults.append(
                (
                    "duplicate_check",
                    .init(
                        chinese: "\(step.id) 里的检查 id 重复",
                        english: "a check id of \(step.id) stands twice")
                ))
        }
        for (name, isEmpty) in [
            ("checks", step.checks.isEmpty), ("solve", step.solve.isEmpty),
            ("reset", step.reset.isEmpty),
        ] where isEmpty {
            faults.append(
                (
                    "missing_\(name)",
                    .init(chinese: "\(step.id) 没有 \(name)", english: "\(step.id) has no \(name)")
                ))
        }
        return faults + actionFaults(of: step)
    }

    /// A step may need earlier ones only; one that leads back to itself is called a cycle.
    private func fault(
        of need: String, of step: Step, at index: Int, in lab: Lab
    ) -> (String, LocalizedText)? {
        if lab.steps.prefix(index).contains(where: { $0.id == need }) { return nil }
        guard let needed = lab.step(need) else {
            return (
                "unknown_need",
                .init(
                    chinese: "\(step.id) 需要的 \(need) 不是本实验的步骤",
                    english: "\(step.id) needs \(need), which is no step of this lab")
            )
        }
        if need == step.id || lab.prerequisites(of: needed).contains(where: { $0.id == step.id }) {
            return (
                "dependency_cycle",
                .init(
                    chinese: "循环依赖：\(step.id) → \(need) → \(step.id)",
                    english: "a cycle: \(step.id) → \(need) → \(step.id)")
            )
        }
        return (
            "late_need",
            .init(
                chinese: "\(step.id) 需要的 \(need) 在它后面",
                english: "\(step.id) needs \(need), which comes after it")
        )
    }

    private func actionFaults(of step: Step) -> [(String, LocalizedText)] {
        (step.solve + step.reset).compactMap { action in
            if let check = action.check, !step.checks.contains(where: { $0.id == check }) {
                return (
                    "unknown_check",
                    .init(
                        chinese: "\(step.id) 没有检查 \(check)",
                        english: "\(step.id) has no check \(check)")
                )
            }
            if case .copy(let file, let from) = action,
                !(from == .files ? source.files : source.solution).contains(file)
            {
                return (
                    "missing_file",
                    .init(
                        chinese: "\(from.rawValue)/ 里没有 \(file)",
                        english: "there is no \(file) in \(from.rawValue)/")
                )
            }
            return nil
        }
    }
}
