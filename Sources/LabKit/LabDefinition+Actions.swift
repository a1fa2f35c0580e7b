import Wire
import Yams

extension LabDefinition {
    /// An action is a mapping of one key of ``LabGrammar/action``.
    mutating func action(_ node: Node) -> LabAction? {
        guard let mapping = node.mapping, mapping.count == 1, let pair = mapping.first,
            let verb = pair.key.scalar?.string
        else {
            badAction(
                node, .init(chinese: "一个动作只有一个键", english: "an action has exactly one key"))
            return nil
        }
        switch verb {
        case "set": return set(pair.value)
        case "copy": return copy(pair.value)
        case "buy": return buy(pair.value)
        case "start", "stop", "restart": return component(verb, pair.value)
        case "ask": return fixed(pair.value, "registry", .askRegistry)
        case "wipe": return fixed(pair.value, "data", .wipeData)
        case "run":
            return pair.value.scalar.map { .run($0.string) } ?? notText(pair.value)
        case "answer":
            return pair.value.scalar.map { .answer(check: $0.string) } ?? notText(pair.value)
        case "forget":
            return pair.value.scalar.map { .forget(check: $0.string) } ?? notText(pair.value)
        case "await":
            return pair.value.scalar.map { .await(check: $0.string) } ?? notText(pair.value)
        default:
            badAction(
                pair.key,
                .init(chinese: "没有 `\(verb)` 这个动作", english: "there is no action `\(verb)`"))
            return nil
        }
    }

    private mutating func notText(_ node: Node) -> LabAction? {
        badAction(node, .init(chinese: "这里应当是一段文字", english: "a text belongs here"))
        return nil
    }

    /// A plain name: a lab reaches no file outside of home.
    private mutating func file(in fields: Fields, of node: Node) -> String? {
        guard let name = text("file", in: fields, of: node) else { return nil }
        if !name.contains("/"), !name.hasPrefix(".") { return name }
        badAction(
            fields["file"] ?? node,
            .init(
                chinese: "`file` 是主目录里的文件名，不带路径",
                english: "`file` is the name of a file in home, without a path"))
        return nil
    }

    private mutating func set(_ node: Node) -> LabAction? {
        let fields = fields(of: node, in: .set)
        guard let file = file(in: fields, of: node) else { return nil }
        guard let path = text("path", in: fields, of: node), let value = fields["to"]?.scalar
        else {
            badAction(
                node,
                .init(
                    chinese: "set 需要 file、path 和 to", english: "set wants file, path and to"))
            return nil
        }
        guard LiveText(value.string) != nil else {
            badAction(
                fields["to"] ?? node,
                .init(
                    chinese: "`to` 里的 `{` 要写成 {路径}，例如 {files.workshop.tracer.port}",
                    english: "a `{` in `to` begins a {path}, such as {files.workshop.tracer.port}"))
            return nil
        }
        let quoted = value.style == .singleQuoted || value.style == .doubleQuoted
        let number = quoted ? nil : Int(value.string).map { JSONValue.number(Double($0)) }
        return .set(file: file, path: path, to: number ?? .string(value.string))
    }

    private mutating func copy(_ node: Node) -> LabAction? {
        let fields = fields(of: node, in: .copy)
        guard let file = file(in: fields, of: node) else { return nil }
        guard let from = text("from", in: fields, of: node),
            let source = LabAction.Source(rawValue: from)
        else {
            badAction(
                node,
                .init(
                    chinese: "copy 需要 file，以及 from：files 或 solution",
                    english: "copy wants file, and from: files or solution"))
            return nil
        }
        return .copy(file: file, from: source)
    }

    private mutating func buy(_ node: Node) -> LabAction? {
        let fields = fields(of: node, in: .buy)
        guard let code = text("code", in: fields, of: node) else { return nil }
        var purchase = LabAction.Purchase(code: code)
        if fields["count"] != nil {
            guard let count = number("count", in: fields, of: node, range: 1...10_000) else {
                return nil
            }
            purchase.count = count
        }
        if fields["times"] != nil {
            let range = 1...LabAction.Purchase.timesLimit
            guard let times = number("times", in: fields, of: node, range: range) else {
                return nil
            }
            purchase.times = times
        }
        purchase.user = fields["user"]?.scalar?.string ?? purchase.user
        purchase.until = fields["until"]?.scalar?.string
        return .buy(purchase)
    }

    private mutating func component(_ verb: String, _ node: Node) -> LabAction? {
        guard let verb = LabAction.Verb(rawValue: verb),
            let id = node.scalar.flatMap({ ComponentID(parsing: $0.string) })
        else {
            badAction(
                node, .init(chinese: "这里应当是组件名", english: "the name of a component belongs here"))
            return nil
        }
        return .component(verb, id)
    }

    private mutating func fixed(_ node: Node, _ word: String, _ action: LabAction) -> LabAction? {
        if node.scalar?.string == word { return action }
        badAction(
            node, .init(chinese: "这里只能写 `\(word)`", english: "only `\(word)` can stand here"))
        return nil
    }
}
