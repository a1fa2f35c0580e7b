/// Puts the outline and the words of both languages together, and says what is missing.
struct LabAssembly {
    let lab: Lab
    let problems: [LabProblem]

    init(outline: LabOutline, chinese: LabWords, english: LabWords) {
        var gatherer = Gatherer(chinese: chinese, english: english)
        let steps = outline.steps.map { gatherer.step($0) }
        gatherer.reportStrangers(outline)
        lab = Lab(
            id: outline.id, order: outline.order, time: outline.time,
            title: Localized(chinese: chinese.title, english: english.title),
            introduction: Localized(
                chinese: chinese.introduction, english: english.introduction),
            steps: steps)
        problems = gatherer.problems
    }

    private struct Gatherer {
        let chinese: LabWords
        let english: LabWords
        var problems: [LabProblem] = []

        init(chinese: LabWords, english: LabWords) {
            self.chinese = chinese
            self.english = english
            for words in [chinese, english] where words.title.isEmpty {
                report(words, 1, .init(chinese: "缺少 `# 标题`", english: "`# Title` is missing"))
            }
        }

        mutating func report(
            _ words: LabWords, _ line: Int, _ text: LocalizedText, code: String = "missing_words"
        ) {
            problems.append(
                LabProblem(
                    file: words.file, at: LabPlace(line: line), code: code, text: text))
        }

        mutating func step(_ outline: LabOutline.StepOutline) -> Step {
            let pair = Localized(
                chinese: words(chinese, outline), english: words(english, outline))
            return Step(
                id: outline.id,
                title: Localized(chinese: pair.chinese.title, english: pair.english.title),
                text: Localized(chinese: text(pair.chinese), english: text(pair.english)),
                checks: outline.checks.map { check in
                    let chinese = check.words(in: pair.chinese)
                    let english = check.words(in: pair.english)
                    return Check(
                        id: check.id,
                        title: Localized(chinese: chinese.title, english: english.title),
                        kind: check.kind, question: check.question, reads: check.reads,
                        expects: check.expects, after: check.after,
                        next: Localized(chinese: chinese.next, english: english.next))
                },
                hints: ["hint 1", "hint 2"].map { name in
                    Localized(
                        chinese: pair.chinese.blocks(name), english: pair.english.blocks(name))
                },
                solve: outline.solve, reset: outline.reset, needs: outline.needs.map(\.id))
        }

        /// The words of one step; those that are missing are told and stay empty.
        mutating func words(
            _ words: LabWords, _ outline: LabOutline.StepOutline
        ) -> LabWords.StepWords {
            guard let found = words.steps[outline.id] else {
                report(
                    words, 1,
                    .init(
                        chinese: "缺少步骤 \(outline.id)", english: "the step \(outline.id) is missing")
                )
                return LabWords.StepWords(title: "", line: 1)
            }
            for name in LabWords.sections where found.blocks(name).isEmpty {
                report(
                    words, found.line,
                    .init(
                        chinese: "步骤 \(outline.id) 缺少 `### \(name)`",
                        english: "the step \(outline.id) has no `### \(name)`"))
            }
            for check in outline.checks where found.checks[check.id] == nil {
                report(
                    words, found.line,
                    .init(
                        chinese: "步骤 \(outline.id) 缺少 `### check \(check.id): 标题`",
                        english: "the step \(outline.id) has no `### check \(check.id): Title`"))
            }
            for (id, stranger) in found.checks
            where !outline.checks.contains(where: { $0.id == id }) {
                report(
                    words, stranger.section.line,
                    .init(
                        chinese: "lab.yaml 的步骤 \(outline.id) 里没有检查 \(id)",
                        english: "the step \(outline.id) of lab.yaml has no check \(id)"),
                    code: "stale_words")
            }
            return found
        }

        mutating func reportStrangers(_ outline: LabOutline) {
            for words in [chinese, english] {
                for (id, step) in words.steps
                where !outline.steps.contains(where: { $0.id == id }) {
                    report(
                        words, step.line,
                        .init(
                            chinese: "lab.yaml 里没有步骤 \(id)", english: "lab.yaml has no step \(id)"),
                        code: "stale_words")
                }
            }
        }

        private func text(_ words: LabWords.StepWords) -> StepText {
            StepText(
                now: words.blocks("now"), task: words.blocks("do"), see: words.blocks("see"),
                why: words.blocks("why"), tryNext: words.blocks("try"))
        }
    }
}

extension LabOutline.CheckOutline {
    fileprivate func words(in step: LabWords.StepWords) -> LabWords.CheckWords {
        step.checks[id]
            ?? LabWords.CheckWords(
                title: "", next: .nothing, section: .init(blocks: [], line: 1))
    }
}

extension LiveText {
    fileprivate static var nothing: LiveText { LiveText(parts: []) }
}
