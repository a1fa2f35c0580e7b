/// What must fit a screen of 80x24, told where its words stand. A lab that does not fit is not shown.
struct LabLengthLint {
    let lab: Lab
    let chinese: LabWords
    let english: LabWords

    /// Lines a step's words may take at ``columns``: a screen of 80x24 without header, checks, footer.
    static let lineLimit = 15
    /// The width of the text beside the live column at 80 columns.
    static let columns = 52
    /// Room beside the mark of a check.
    static let checkTitleLimit = 48
    /// Room for a step's title.
    static let titleLimit = 52

    func problems() -> [LabProblem] {
        lab.steps.flatMap { step in
            problems(of: step, as: \.chinese, in: chinese)
                + problems(of: step, as: \.english, in: english)
        }
    }

    private func problems(
        of step: Step, as language: KeyPath<Localized<StepText>, StepText>, in words: LabWords
    ) -> [LabProblem] {
        guard let written = words.steps[step.id] else { return [] }
        let text = step.text[keyPath: language]
        let texts = [
            (["now", "do", "see"], text.blocks(passed: false)),
            (["why", "try"], text.blocks(passed: true)),
        ]
        var found: [(line: Int, text: LocalizedText)] = texts.compactMap { names, blocks in
            let line = names.compactMap { written.sections[$0]?.line }.min() ?? written.line
            return fault(of: blocks, names.joined(separator: ", "), in: step.id).map { (line, $0) }
        }
        if let fault = fault(of: written.title, LabLengthLint.titleLimit) {
            found.append((written.line, fault))
        }
        for check in step.checks {
            guard let words = written.checks[check.id],
                let fault = fault(of: words.title, LabLengthLint.checkTitleLimit)
            else { continue }
            found.append((words.section.line, fault))
        }
        return found.map { line, text in
            LabProblem(file: words.file, at: LabPlace(line: line), code: "too_long", text: text)
        }
    }

    private func fault(of blocks: [TextBlock], _ name: String, in step: String) -> LocalizedText? {
        let columns = LabLengthLint.columns
        let lines = TextMeasure.lines(of: blocks, columns: columns)
        let width = TextMeasure.widestCode(in: blocks)
        guard lines > LabLengthLint.lineLimit || width > columns - 4 else { return nil }
        return LocalizedText(
            chinese: "\(step) 的 \(name) 占 \(lines) 行、代码宽 \(width) 列，"
                + "最多 \(LabLengthLint.lineLimit) 行、\(columns - 4) 列",
            english: "\(name) of \(step) take \(lines) lines, code \(width) columns; "
                + "at most \(LabLengthLint.lineLimit) lines, \(columns - 4) columns")
    }

    private func fault(of title: String, _ limit: Int) -> LocalizedText? {
        guard TextMeasure.width(of: title) > limit else { return nil }
        return LocalizedText(
            chinese: "标题“\(title)”超过 \(limit) 列",
            english: "the title \"\(title)\" is wider than \(limit) columns")
    }
}
