import LabKit
import Testing
import Wire

/// Every rule of the lint, each with a lab that breaks it.
@Suite struct LabLintTests {
    private func source(
        _ change: (inout LabSource) -> Void = { _ in }
    ) throws -> LabSource {
        let template = try #require(LabTemplate(name: "07-mine", order: 7))
        let texts = Dictionary(uniqueKeysWithValues: template.files.map { ($0.name, $0.text) })
        var source = LabSource(
            folder: "07-mine", definition: try #require(texts["lab.yaml"]),
            chinese: try #require(texts["zh.md"]), english: try #require(texts["en.md"]))
        change(&source)
        return source
    }

    private func told(_ source: LabSource) -> [String] {
        source.lint().map { "\($0.file):\($0.place.line):\($0.place.column): \($0.code)" }
    }

    @Test func `a new lab is clean`() throws {
        #expect(told(try source()) == [])
        #expect(try source().lab().get().steps.map(\.id) == ["buy-a-book", "question"])
        for name in ["", "-a", "A", "a b", "../x", String(repeating: "a", count: 41)] {
            #expect(LabTemplate(name: name, order: 1) == nil)
        }
    }

    @Test(arguments: [
        (
            "    solve:\n      - buy", "    needs: [question]\n    solve:\n      - buy",
            "13:13: late_need"
        ),
        (
            "    solve:\n      - buy", "    needs: [buy-a-book]\n    solve:\n      - buy",
            "13:13: dependency_cycle"
        ),
        (
            "    solve:\n      - buy", "    needs: [x]\n    solve:\n      - buy",
            "13:13: unknown_need"
        ),
        ("kind: edge", "kin: edge", "10:20: unknown_key"),
        ("kind: edge", "kind: wall", "10:26: bad_definition"),
        ("{id: page, ", "{id: sold, ", "7:5: duplicate_check"),
        ("- id: question", "- id: buy-a-book", "19:5: duplicate_step"),
        ("    reset:\n      - wipe: data\n", "", "7:5: missing_reset"),
        ("    solve:\n      - answer: port\n", "", "19:5: missing_solve"),
        ("quiz: [\"{bookstore.port}\"]", "quiz: []", "21:26: bad_definition"),
        ("quiz: [\"{bookstore.port}\"]", "run: \"true\", quiz: [a]", "21:9: bad_definition"),
        ("path: /health", "path: health", "12:26: bad_definition"),
        ("- buy: {code: \"00001\"}", "- copy: {file: ../x, from: files}", "14:22: bad_action"),
        ("- answer: port", "- answer: door", "19:5: unknown_check"),
        ("order: 7", "order: 700", "4:8: bad_definition"),
    ])
    func `a fault of lab.yaml is told with its place`(
        old: String, new: String, expected: String
    ) throws {
        let source = try source {
            $0.definition = $0.definition.replacing(old, with: new, maxReplacements: 1)
        }
        #expect(told(source).contains("lab.yaml:\(expected)"), "\(told(source))")
    }

    @Test func `two steps that need each other are a cycle`() throws {
        let source = try source {
            $0.definition = $0.definition.replacing(
                "    solve:", with: "    needs: [NEED]\n    solve:")
            $0.definition = $0.definition.replacing("NEED", with: "question", maxReplacements: 1)
                .replacing("NEED", with: "buy-a-book")
        }
        #expect(told(source) == ["lab.yaml:13:13: dependency_cycle"], "\(source.lint())")
    }

    @Test(arguments: [
        ("### see\n怎样看出做成了：`2` 号屏幕上有这笔订单。\n", "", "4: missing_words"),
        ("## question: 你看到了什么？", "## questions: 你看到了什么？", "27: stale_words"),
        ("workshop buy 00001\n```", "workshop buy 00002\n```", "7: stale_translation"),
        ("书店在 `2` 号屏幕", "书店在 `3` 号屏幕", "18: stale_translation"),
        ("端口 {{bookstore.port}} 上", "端口上", "5: placeholder_mismatch"),
        ("{{bookstore.booksSold}} 本", "{{bookstore.orders}} 本", "22: placeholder_mismatch"),
        ("为什么会这样。", "- 这样\n- 那样", "14: stale_translation"),
        ("只点一下：", "运行 workshop buy 00001：", "18: hint_tells"),
        ("{{bookstore.port}}", "{{book store}}", "5: bad_live_value"),
    ])
    func `a fault of the Chinese words is told with its line`(
        old: String, new: String, expected: String
    ) throws {
        let source = try source {
            $0.chinese = $0.chinese.replacing(old, with: new, maxReplacements: 1)
        }
        let codes = source.lint().map { "\($0.file):\($0.place.line): \($0.code)" }
        #expect(codes.contains("zh.md:\(expected)"), "\(codes)")
    }

    @Test func `a line may be 78 columns wide, Chinese characters counted twice`() throws {
        let wide = String(repeating: "书", count: 39)
        let fits = try source { $0.chinese = $0.chinese.replacing("说明这个答案意味着什么。", with: wide) }
        #expect(told(fits) == [])
        let not = try source {
            $0.chinese = $0.chinese.replacing("说明这个答案意味着什么。", with: wide + "。")
        }
        #expect(told(not) == ["zh.md:35:40: wide_line"])
        let english = try source {
            $0.english = $0.english.replacing(
                "Say what the answer means.", with: String(repeating: "ab ", count: 27))
        }
        #expect(told(english) == ["en.md:35:79: wide_line"])
    }

    @Test func `a hint that names what solve sets gives the solution`() throws {
        let source = try source {
            $0.definition = $0.definition.replacing(
                "- answer: port",
                with: "- answer: port\n      - set: {file: account.yaml, path: uniqueId, to: user0}"
            )
            $0.english = $0.english.replacing(
                "Screen `3` has a column", with: "Write uniqueId: user0. Screen `3` has a column")
        }
        #expect(told(source) == ["en.md:38:1: hint_tells"])
    }

    @Test func `a file that nothing uses is told, one of home is not`() throws {
        let source = try source {
            $0.strays = ["notes.txt"]
            $0.files = ["account.yaml", "other.yaml", "used.yaml"]
            $0.solution = ["account.yaml", "bookstore.yaml"]
            $0.definition = $0.definition.replacing(
                "- answer: port",
                with: "- answer: port\n      - copy: {file: used.yaml, from: files}")
        }
        #expect(
            told(source) == [
                "files/other.yaml:1:1: unused_file", "notes.txt:1:1: unused_file",
                "solution/bookstore.yaml:1:1: unused_file",
            ])
    }

    @Test func `a lab without a question is told`() throws {
        let source = try source {
            $0.definition = $0.definition.replacing(
                "{id: port, quiz: [\"{bookstore.port}\"]}",
                with: "{id: port, reads: bookstore.port, expects: \">= 1\"}"
            ).replacing("- answer: port", with: "- ask: registry").replacing(
                "- forget: port", with: "- wipe: data")
        }
        #expect(told(source) == ["lab.yaml:19:5: no_question"])
    }

    @Test func `a problem is one line that editors follow`() throws {
        let source = try source {
            $0.definition = $0.definition.replacing("order: 7", with: "order: 700")
        }
        #expect(
            source.lint().first?.line(in: .english)
                == "lab.yaml:4:8: bad_definition: `order` must be a whole number from 1 to 99")
        #expect(source.lint().first?.line(in: .chinese).hasPrefix("lab.yaml:4:8: ") == true)
    }
}
