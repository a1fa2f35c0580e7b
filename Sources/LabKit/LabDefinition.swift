import Yams

/// Reads `lab.yaml`.
///
///     id: 01-microservices
///     order: 1
///     time: 09:20-10:10
///     steps:
///       - id: open-and-buy
///         needs: [other-step]
///         checks:
///           - {id: paid-order, reads: bookstore.paidLocally, expects: ">= 1"}
///         solve:
///           - buy: {code: "00001"}
///           - await: paid-order
///         reset:
///           - wipe: data
struct LabDefinition {
    private(set) var problems: [LabProblem] = []
    private(set) var outline: LabOutline?

    static let file = "lab.yaml"

    static func parse(_ text: String) -> LabDefinition {
        var definition = LabDefinition()
        do {
            guard let root = try Yams.compose(yaml: text, .basic) else {
                definition.report(.init(chinese: "文件是空的", english: "the file is empty"), nil)
                return definition
            }
            definition.outline = definition.lab(root)
        } catch {
            let place = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
            definition.report(
                .init(chinese: "不是合法的 YAML：\(place)", english: "not YAML: \(place)"), nil,
                code: "yaml_syntax")
        }
        return definition
    }

    mutating func report(
        _ text: LocalizedText, _ node: Node?, code: String = "bad_definition"
    ) {
        let place = node.map { self.place(of: $0) } ?? LabPlace.start
        problems.append(
            LabProblem(file: LabDefinition.file, at: place, code: code, text: text))
    }

    mutating func missing(_ key: String, _ node: Node) {
        report(
            .init(chinese: "缺少 `\(key)`", english: "`\(key)` is missing"), node,
            code: "missing_key")
    }

    func place(of node: Node) -> LabPlace {
        LabPlace(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    private mutating func lab(_ root: Node) -> LabOutline? {
        let fields = fields(of: root, in: .lab)
        guard let id = text("id", in: fields, of: root),
            let order = number("order", in: fields, of: root, range: 1...99),
            let time = text("time", in: fields, of: root)
        else { return nil }
        var steps: [LabOutline.StepOutline] = []
        for node in items("steps", in: fields) {
            if let step = step(node) { steps.append(step) }
        }
        return LabOutline(id: id, order: order, time: time, steps: steps)
    }

    private mutating func step(_ node: Node) -> LabOutline.StepOutline? {
        let fields = fields(of: node, in: .step)
        guard let id = name("id", in: fields, of: node) else { return nil }
        var checks: [LabOutline.CheckOutline] = []
        for check in items("checks", in: fields) {
            if let check = self.check(check) { checks.append(check) }
        }
        var actions: [String: [LabAction]] = [:]
        for name in ["solve", "reset"] {
            for action in items(name, in: fields) {
                if let action = self.action(action) { actions[name, default: []].append(action) }
            }
        }
        return LabOutline.StepOutline(
            id: id, place: place(of: node),
            needs: items("needs", in: fields).compactMap { need in
                need.scalar.map { .init(id: $0.string, place: place(of: need)) }
            }, checks: checks,
            solve: actions["solve"] ?? [], reset: actions["reset"] ?? [])
    }

    // MARK: Fields

    typealias Fields = [String: Node]

    mutating func fields(of node: Node, in grammar: LabGrammar) -> Fields {
        let known = grammar.keys
        guard let mapping = node.mapping else {
            report(.init(chinese: "这里应当是“键: 值”", english: "`key: value` lines belong here"), node)
            return [:]
        }
        var fields: Fields = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? "?"
            if known.contains(name) {
                fields[name] = value
            } else {
                let possible = known.joined(separator: ", ")
                report(
                    .init(
                        chinese: "没有 `\(name)` 这个键，可以写：\(possible)",
                        english: "no key `\(name)` here; possible: \(possible)"), key,
                    code: "unknown_key")
            }
        }
        return fields
    }

    mutating func text(_ key: String, in fields: Fields, of node: Node) -> String? {
        if let text = fields[key]?.scalar?.string, !text.isEmpty { return text }
        missing(key, fields[key] ?? node)
        return nil
    }

    /// The id of a step or check: small letters, digits and hyphens, as headings in the texts have it.
    mutating func name(_ key: String, in fields: Fields, of node: Node) -> String? {
        guard let name = text(key, in: fields, of: node) else { return nil }
        if LabWords.isName(name) { return name }
        report(
            .init(
                chinese: "“\(name)”应当只有小写字母、数字和连字符",
                english: "\"\(name)\" must be of small letters, digits and hyphens"), fields[key])
        return nil
    }

    mutating func number(
        _ key: String, in fields: Fields, of node: Node, range: ClosedRange<Int>
    ) -> Int? {
        if let number = fields[key]?.scalar.flatMap({ Int($0.string) }), range.contains(number) {
            return number
        }
        report(
            .init(
                chinese: "`\(key)` 应当是 \(range.lowerBound) 到 \(range.upperBound) 之间的整数",
                english: "`\(key)` must be a whole number from \(range.lowerBound) to "
                    + "\(range.upperBound)"), fields[key] ?? node)
        return nil
    }

    mutating func items(_ key: String, in fields: Fields) -> [Node] {
        guard let node = fields[key] else { return [] }
        if let sequence = node.sequence { return Array(sequence) }
        report(.init(chinese: "`\(key)` 应当是列表", english: "`\(key)` must be a list"), node)
        return []
    }

    mutating func badAction(_ node: Node, _ why: LocalizedText) {
        report(why, node, code: "bad_action")
    }
}
