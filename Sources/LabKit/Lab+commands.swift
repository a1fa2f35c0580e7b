import Wire

extension Lab {
    /// Every command that the lab may run or have run, each once, in order: what somebody should read
    /// before they trust it.
    public var commands: [String] {
        var found: [String] = []
        func add(_ line: String) { if !found.contains(line) { found.append(line) } }
        for step in steps {
            for case .command(let line) in step.checks.map(\.question) { add(line) }
            for case .run(let line) in step.solve + step.reset { add(line) }
            for language in Language.allCases {
                let text = step.text[language]
                let blocks = text.blocks(passed: false) + text.blocks(passed: true)
                blocks.flatMap(\.commands).forEach(add)
            }
        }
        return found
    }
}
