/// What the words and files of a lab must keep, for its author: a lab that fails here can still be
/// taken.
struct LabTextLint {
    let source: LabSource
    let lab: Lab
    let chinese: LabWords
    let english: LabWords
    /// Where each step begins in `lab.yaml`.
    let places: [String: LabPlace]

    /// Columns of a line in `zh.md` and `en.md`.
    static let columns = 78

    /// Files of home that a lab may bring without naming them.
    static let homeFiles = ["account.yaml", "bookstore.yaml", "workshop.yaml"]

    func problems() -> [LabProblem] {
        wideLines(chinese) + wideLines(english) + translations() + tellingHints() + unusedFiles()
            + questions()
    }

    private func wideLines(_ words: LabWords) -> [LabProblem] {
        words.lines.enumerated().compactMap { index, line in
            var used = 0
            for (column, character) in line.enumerated() {
                used += TextMeasure.width(of: String(character))
                guard used > LabTextLint.columns else { continue }
                return LabProblem(
                    file: words.file, at: LabPlace(line: index + 1, column: column + 1),
                    code: "wide_line",
                    text: .init(
                        chinese: "这一行宽 \(TextMeasure.width(of: line)) 列，最多 "
                            + "\(LabTextLint.columns) 列",
                        english: "the line is \(TextMeasure.width(of: line)) columns wide, at most "
                            + "\(LabTextLint.columns)"))
            }
            return nil
        }
    }

    // MARK: Translations

    /// What must be the same in both languages shows whether one was changed and the other not.
    private func translations() -> [LabProblem] {
        lab.steps.flatMap { step -> [LabProblem] in
            guard let left = english.steps[step.id], let right = chinese.steps[step.id] else {
                return []
            }
            let sections = LabWords.sections.compactMap { name in
                left.sections[name].flatMap { english in
                    right.sections[name].map { (name, english, $0) }
                }
            }
            let checks = step.checks.compactMap { check in
                left.checks[check.id].flatMap { english in
                    right.checks[check.id].map {
                        ("check \(check.id)", english.section, $0.section)
                    }
                }
            }
            return (sections + checks).flatMap { compare($0.0, of: step.id, $0.1, $0.2) }
        }
    }

    private func compare(
        _ name: String, of step: String, _ left: LabWords.Section, _ right: LabWords.Section
    ) -> [LabProblem] {
        var problems: [LabProblem] = []
        func report(_ code: String, _ text: LocalizedText) {
            problems.append(
                LabProblem(
                    file: chinese.file, at: LabPlace(line: right.line), code: code, text: text))
        }
        let values = difference(left.livePaths, right.livePaths)
        if !values.isEmpty {
            report(
                "placeholder_mismatch",
                .init(
                    chinese: "\(step) 的 \(name) 与 en.md 第 \(left.line) 行的占位不同：\(values)",
                    english: "\(name) of \(step) has other live values than en.md:\(left.line): "
                        + values))
        }
        let code = difference(left.fixedWords, right.fixedWords)
        if !code.isEmpty || left.shape != right.shape {
            let what = code.isEmpty ? "\(left.shape) ≠ \(right.shape)" : code
            report(
                "stale_translation",
                .init(
                    chinese: "\(step) 的 \(name) 与 en.md 第 \(left.line) 行不一致：\(what)",
                    english: "\(name) of \(step) does not say what en.md:\(left.line) says: "
                        + what))
        }
        return problems
    }

    /// What one has and the other has not, sorted.
    private func difference(_ left: [String], _ right: [String]) -> String {
        Set(left).symmetricDifference(right).sorted().joined(separator: ", ")
    }

    // MARK: Hints

    /// The first hint nudges: what there is to type stands in the second at the earliest.
    private func tellingHints() -> [LabProblem] {
        lab.steps.flatMap { step -> [LabProblem] in
            [(chinese, \Localized<[TextBlock]>.chinese), (english, \.english)].compactMap {
                words, language in
                let hint = step.hints[0][keyPath: language]
                let said = hint.map(\.plainText).joined(separator: " ")
                let solutions = step.solutions(in: words.steps[step.id])
                guard let told = solutions.sorted().first(where: said.contains) else { return nil }
                return LabProblem(
                    file: words.file,
                    at: LabPlace(line: words.steps[step.id]?.sections["hint 1"]?.line ?? 1),
                    code: "hint_tells",
                    text: .init(
                        chinese: "\(step.id) 的第一级提示已经给出答案：\(told)",
                        english: "the first hint of \(step.id) gives the solution: \(told)"))
            }
        }
    }

    // MARK: Files and questions

    private func unusedFiles() -> [LabProblem] {
        var used: [LabAction.Source: Set<String>] = [:]
        for case .copy(let file, let from) in lab.steps.flatMap({ $0.solve + $0.reset }) {
            used[from, default: []].insert(file)
        }
        let homeFiles = Set(LabTextLint.homeFiles)
        let files = source.files.filter { !homeFiles.union(used[.files] ?? []).contains($0) }
        let solution = source.solution.filter {
            !(used[.solution] ?? []).contains($0)
                && !(homeFiles.contains($0) && source.files.contains($0))
        }
        let names =
            source.strays + files.map { "files/\($0)" } + solution.map { "solution/\($0)" }
        return names.map { name in
            LabProblem(
                file: name, at: .start, code: "unused_file",
                text: .init(chinese: "没有什么用到这个文件", english: "nothing uses this file"))
        }
    }

    private func questions() -> [LabProblem] {
        guard lab.steps.allSatisfy({ $0.quiz == nil }), let last = lab.steps.last else { return [] }
        return [
            LabProblem(
                file: LabDefinition.file, at: places[last.id] ?? .start, code: "no_question",
                text: .init(
                    chinese: "这个实验没有提问：加一个带 quiz 检查的步骤",
                    english: "the lab asks no question: add a step with a quiz check"))
        ]
    }
}

extension LabWords.Section {
    /// The values it names.
    var livePaths: [String] {
        blocks.flatMap(\.texts).compactMap { LiveText(words: $0) }.flatMap(\.paths)
            .map(\.description)
    }

    /// What is the same in every language: boxes, and what is marked as from the machine.
    var fixedWords: [String] {
        blocks.flatMap { block -> [String] in
            switch block {
            case .paragraph(let spans): spans.filter { $0.style == .code }.map(\.text)
            case .list(let items, _):
                items.flatMap { $0.filter { $0.style == .code }.map(\.text) }
            case .code(let title, let lines): [title] + lines
            }
        }
    }

    /// How many items its lists have.
    var shape: [Int] {
        blocks.compactMap { if case .list(let items, _) = $0 { items.count } else { nil } }
    }
}

extension Step {
    /// What an attendee would type: boxes of the task, commands and settings of the second hint, and
    /// the values that solve sets.
    fileprivate func solutions(in words: LabWords.StepWords?) -> Set<String> {
        var solutions: Set<String> = []
        for case .code(_, let lines) in words?.blocks("do") ?? [] {
            solutions.formUnion(lines.map { String($0.drop { $0 == " " }) })
        }
        for text in words?.sections["hint 2"]?.fixedWords ?? [] where text.contains(" ") {
            solutions.insert(text)
        }
        for case .set(_, let path, let value) in solve {
            let key = path.split(separator: ".").last.map(String.init) ?? path
            solutions.insert("\(key): \(value.shown)")
        }
        // `services:` alone, or a line that any file has, gives nothing away.
        return solutions.filter { $0.count > 8 && !$0.hasSuffix(":") && !$0.hasPrefix("- ") }
    }
}
