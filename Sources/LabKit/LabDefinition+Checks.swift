import Wire
import Yams

extension LabDefinition {
    /// A check asks at most one of `http`, `run`, `quiz`; without one it reads what was gathered.
    mutating func check(_ node: Node) -> LabOutline.CheckOutline? {
        let fields = fields(of: node, in: .check)
        guard let id = name("id", in: fields, of: node), let question = question(fields, node)
        else { return nil }
        let reads = fields["reads"]?.scalar?.string ?? question.usualPlace
        guard let reads else {
            missing("reads", node)
            return nil
        }
        guard let path = EvidencePath(reads) else {
            report(
                .init(
                    chinese: "“\(reads)”不是证据路径", english: "\"\(reads)\" is no evidence path"),
                fields["reads"])
            return nil
        }
        guard let kind = kind(fields), let expects = expectation(question, fields, node) else {
            return nil
        }
        var outline = LabOutline.CheckOutline(
            id: id, place: place(of: node), kind: kind, question: question, reads: path,
            expects: expects)
        if fields["after"] != nil {
            outline.after = expectation("after", in: fields, of: node)
            if kind != .edge {
                report(
                    .init(
                        chinese: "只有 kind: edge 才能有 `after`",
                        english: "`after` belongs to kind: edge"), fields["after"])
            }
        }
        return outline
    }

    private mutating func kind(_ fields: Fields) -> Check.Kind? {
        guard let node = fields["kind"] else { return .level }
        if let kind = node.scalar.flatMap({ Check.Kind(rawValue: $0.string) }) { return kind }
        report(
            .init(chinese: "`kind` 是 level 或 edge", english: "`kind` is level or edge"), node)
        return nil
    }

    private mutating func question(_ fields: Fields, _ node: Node) -> CheckQuestion? {
        let asked = ["http", "run", "quiz"].filter { fields[$0] != nil }
        guard asked.count <= 1 else {
            report(
                .init(
                    chinese: "一个检查只能有 http、run、quiz 中的一个",
                    english: "a check has one of http, run, quiz"), node)
            return nil
        }
        switch asked.first {
        case "http": return fields["http"].flatMap { http($0) }
        case "run":
            return text("run", in: fields, of: node).map { .command($0) }
        case "quiz": return .quiz
        default: return .evidence
        }
    }

    private mutating func http(_ node: Node) -> CheckQuestion? {
        let fields = fields(of: node, in: .http)
        guard let name = text("component", in: fields, of: node),
            let path = text("path", in: fields, of: node)
        else { return nil }
        let method = fields["method"]?.scalar?.string ?? "GET"
        guard let id = ComponentID(parsing: name), path.hasPrefix("/"),
            ["GET", "POST", "PUT", "DELETE"].contains(method)
        else {
            report(
                .init(
                    chinese: "http 需要组件名、以 / 开头的路径，以及 GET、POST、PUT 或 DELETE",
                    english: "http wants a component, a path that begins with /, and GET, POST, "
                        + "PUT or DELETE"), node)
            return nil
        }
        return .http(
            HTTPQuestion(
                component: id, method: method, path: path, body: fields["body"]?.scalar?.string))
    }

    /// A command that says nothing else is to end well; a quiz lists what it accepts.
    private mutating func expectation(
        _ question: CheckQuestion, _ fields: Fields, _ node: Node
    ) -> Expectation? {
        if question.isQuiz {
            let texts = items("quiz", in: fields).compactMap { $0.scalar?.string }
            if let choice = Expectation(oneOf: texts) { return choice }
            report(
                .init(
                    chinese: "`quiz` 列出接受的答案，例如 [registry, 注册中心]",
                    english: "`quiz` lists the answers it accepts, such as [registry, 注册中心]"),
                fields["quiz"])
            return nil
        }
        if case .command = question, fields["expects"] == nil { return Expectation("== 0") }
        return expectation("expects", in: fields, of: node)
    }

    private mutating func expectation(
        _ key: String, in fields: Fields, of node: Node
    ) -> Expectation? {
        guard let text = text(key, in: fields, of: node) else { return nil }
        if let expectation = Expectation(text) { return expectation }
        report(
            .init(
                chinese: "“\(text)”不是期望，可以写 == x、>= n、count >= n、every >= n、contains x、"
                    + "one of x, y、empty",
                english: "\"\(text)\" is no expectation; possible: == x, >= n, count >= n, "
                    + "every >= n, contains x, one of x, y, empty"), fields[key])
        return nil
    }
}
