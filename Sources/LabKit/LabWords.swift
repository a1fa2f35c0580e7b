/// Reads `zh.md` or `en.md`: all words of a lab in one language.
///
///     # Microservices
///     What the lab is about.
///
///     ## open-and-buy: Open the shop and buy
///     ### now
///     ### do
///     ### see
///     ### why
///     ### try
///     ### hint 1
///     ### hint 2
///     ### check paid-order: An order was paid
///     What to do while it is not so.
struct LabWords {
    /// The words below one heading, and the line of the heading.
    struct Section: Equatable {
        var blocks: [TextBlock]
        var line: Int
    }

    struct CheckWords: Equatable {
        var title: String
        var next: LiveText
        var section: Section
    }

    struct StepWords: Equatable {
        var title: String
        var line: Int
        var sections: [String: Section] = [:]
        var checks: [String: CheckWords] = [:]

        func blocks(_ name: String) -> [TextBlock] { sections[name]?.blocks ?? [] }
    }

    private(set) var title = ""
    private(set) var introduction: [TextBlock] = []
    /// The lines of the file as they are.
    private(set) var lines: [String] = []
    private(set) var steps: [String: StepWords] = [:]
    private(set) var order: [String] = []
    private(set) var problems: [LabProblem] = []
    let file: String

    static let sections = ["now", "do", "see", "why", "try", "hint 1", "hint 2"]

    static func parse(_ text: String, file: String) -> LabWords {
        var words = LabWords(file: file)
        var heading: (text: String, line: Int) = ("", 1)
        var body: [String] = []
        var inCode = false
        words.lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (index, line) in words.lines.enumerated() {
            if line.hasPrefix("```") { inCode.toggle() }
            if !inCode, line.hasPrefix("#") {
                words.close(heading.text, body, line: heading.line)
                heading = (line, index + 1)
                body = []
            } else {
                body.append(line)
            }
        }
        words.close(heading.text, body, line: heading.line)
        return words
    }

    private init(file: String) {
        self.file = file
    }

    private mutating func report(_ code: String, _ line: Int, _ text: LocalizedText) {
        problems.append(LabProblem(file: file, at: LabPlace(line: line), code: code, text: text))
    }

    private mutating func close(_ heading: String, _ body: [String], line: Int) {
        let blocks = TextParser.blocks(of: body)
        for text in blocks.flatMap(\.texts) where LiveText(words: text) == nil {
            report(
                "bad_live_value", line,
                .init(
                    chinese: "“\(text)”里的 {{...}} 不是证据路径",
                    english: "{{...}} holds no evidence path in \"\(text)\""))
        }
        if heading.hasPrefix("### ") {
            closeSection(String(heading.dropFirst(4)), blocks, line: line)
        } else if heading.hasPrefix("## ") {
            openStep(String(heading.dropFirst(3)), blocks, line: line)
        } else if heading.hasPrefix("# ") {
            title = String(heading.dropFirst(2))
            introduction = blocks
        } else if !heading.isEmpty || !blocks.isEmpty {
            report(
                "stray_text", line,
                .init(chinese: "标题之前不应有文字", english: "text before the first heading"))
        }
    }

    private mutating func openStep(_ heading: String, _ blocks: [TextBlock], line: Int) {
        guard let (id, title) = LabWords.named(heading) else {
            report(
                "bad_heading", line,
                .init(chinese: "应写成 `## 步骤-id: 标题`", english: "write `## step-id: Title`"))
            return
        }
        if steps[id] != nil {
            report(
                "duplicate_step", line,
                .init(chinese: "步骤 \(id) 出现了两次", english: "the step \(id) stands twice"))
        }
        if !blocks.isEmpty {
            report(
                "stray_text", line,
                .init(
                    chinese: "文字要写在 `### now` 等小节里",
                    english: "words belong in a section such as `### now`"))
        }
        steps[id] = StepWords(title: title, line: line)
        order.append(id)
    }

    private mutating func closeSection(_ heading: String, _ blocks: [TextBlock], line: Int) {
        guard let step = order.last else {
            report(
                "stray_text", line,
                .init(chinese: "小节要写在步骤里", english: "a section belongs in a step"))
            return
        }
        if heading.hasPrefix("check ") {
            closeCheck(String(heading.dropFirst(6)), blocks, in: step, line: line)
        } else if LabWords.sections.contains(heading) {
            steps[step]?.sections[heading] = Section(blocks: blocks, line: line)
        } else {
            let known = LabWords.sections.joined(separator: ", ")
            report(
                "unknown_section", line,
                .init(
                    chinese: "没有 `\(heading)` 这个小节，可以写：\(known)、check ID: 标题",
                    english: "no section `\(heading)`; possible: \(known), check ID: Title"))
        }
    }

    private mutating func closeCheck(
        _ heading: String, _ blocks: [TextBlock], in step: String, line: Int
    ) {
        let words = blocks.map(\.plainText).joined(separator: " ")
        guard let (id, title) = LabWords.named(heading), !words.isEmpty,
            let next = LiveText(words: words)
        else {
            report(
                "bad_check_words", line,
                .init(
                    chinese: "应写成 `### check ID: 标题`，下面写下一步怎么做；{{...}} 里要是证据路径",
                    english: "write `### check ID: Title` and below it what to do next; "
                        + "{{...}} holds an evidence path"))
            return
        }
        steps[step]?.checks[id] = CheckWords(
            title: title, next: next, section: Section(blocks: blocks, line: line))
    }

    /// `id: Title`, with a Chinese colon too.
    private static func named(_ heading: String) -> (id: String, title: String)? {
        guard let colon = heading.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        let id = String(heading[..<colon])
        let title = heading[heading.index(after: colon)...].drop { $0 == " " }
        return !isName(id) || title.isEmpty ? nil : (id, String(title))
    }

    /// Whether a text can be the id of a step or check.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == 45
            }
    }
}
