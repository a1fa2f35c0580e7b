import Testing

/// Functions fit a screen: 70 lines at most, signature and braces included.
@Suite struct FunctionLengthTests {
    static let limit = 70

    @Test(arguments: ["Sources", "Tests"])
    func `no function is longer than a screen`(folder: String) throws {
        for file in try SourceTree.swiftFiles(below: folder) {
            for function in Self.functions(in: file.code) where function.length > Self.limit {
                Issue.record(
                    """
                    \(file.path):\(function.line) \(function.name) has \(function.length) lines, \
                    more than \(Self.limit): branch in the parent, compute in leaves
                    """)
            }
        }
    }

    @Test func `the counter counts a function with its braces`() {
        let code = CodeOnly.lines(
            of: """
                struct S {
                    func short() {}
                    func f(
                        a: Int
                    ) -> String {
                        let text = "{ not a brace"  // nor { here
                        if a > 0 { return text }
                        return text
                    }
                    init() {
                    }
                }
                """)
        #expect(
            Self.functions(in: code)
                == [
                    Function(name: "short", line: 2, length: 1),
                    Function(name: "f", line: 3, length: 7),
                    Function(name: "init", line: 10, length: 2),
                ])
    }

    struct Function: Equatable {
        let name: String
        let line: Int
        let length: Int
    }

    static func functions(in code: [String]) -> [Function] {
        code.indices.compactMap { index in
            guard let name = name(declaredIn: code[index]) else { return nil }
            var depth = 0
            for (offset, line) in code[index...].enumerated() {
                var opened = false
                for character in line {
                    if character == "{" {
                        depth += 1
                        opened = true
                    }
                    if character == "}" {
                        depth -= 1
                        if depth == 0 {
                            return Function(name: name, line: index + 1, length: offset + 1)
                        }
                    }
                    if depth < 0 { return nil }
                }
                // A requirement of a protocol has no body: the next declaration begins first.
                if depth == 0, !opened, offset > 0,
                    Self.name(declaredIn: line) != nil || line.contains("}")
                {
                    return nil
                }
            }
            return nil
        }
    }

    private static func name(declaredIn line: String) -> String? {
        let words = line.split(whereSeparator: { " (<{?`".contains($0) })
        if let index = words.firstIndex(of: "func"), index + 1 < words.count {
            return String(words[index + 1])
        }
        let modifiers: Set<Substring> = ["public", "private", "package", "fileprivate", "internal"]
        return words.first { !modifiers.contains($0) } == "init" && line.contains("(")
            ? "init" : nil
    }
}
