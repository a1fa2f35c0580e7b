import LabKit
import Testing
import Wire

@Suite struct LabSourceTests {
    private static let definition = """
        id: 07-test
        order: 7
        time: 10:00-11:00
        steps:
          - id: one
            checks:
              - {id: sold, reads: bookstore.orders, expects: ">= 1"}
            solve:
              - set: {file: a.yaml, path: x, to: "007"}
              - set: {file: a.yaml, path: x, to: 7}
              - copy: {file: a.yaml, from: files}
              - buy: {code: "00001", count: 2, user: ada, times: 3, until: sold}
              - start: account-2
              - ask: registry
              - await: sold
            reset:
              - wipe: data
          - id: two
            needs: [one]
            checks:
              - {id: ready, reads: components.account.state, expects: "== ready"}
            solve: [{restart: account}]
            reset: [{stop: account}]
        """

    private static func words(_ language: String) -> String {
        """
        # Title \(language)
        About **it**.

        ## one: First
        ### now
        Text with `code` and **bold**
        over two lines.

        - an item
          that goes on
        - another
        ### do
        ```a.yaml
        # not a heading
        x: 7
        ```
        ### see
        1. one
        2. two
        ### why
        Because.
        ### try
        Try.
        ### hint 1
        A.
        ### hint 2
        B.
        ### check sold: Sold
        Buy `00001`, {{bookstore.orders}} so far.
        ## two：Second
        ### now
        N.
        ### do
        D.
        ### see
        S.
        ### why
        W.
        ### try
        T.
        ### hint 1
        A.
        ### hint 2
        B.
        ### check ready: Ready
        Start it.
        """
    }

    private let source = LabSource(
        folder: "07-test", definition: Self.definition, chinese: Self.words("zh"),
        english: Self.words("en"), files: ["a.yaml"])

    private func codes(_ source: LabSource) -> [String] {
        guard case .failure(let failure) = source.lab() else { return [] }
        return failure.problems.map { "\($0.file):\($0.place.line) \($0.code)" }
    }

    @Test func `a lab is read with its actions and words`() throws {
        let lab = try source.lab().get()
        #expect(lab.title == .init(chinese: "Title zh", english: "Title en"))
        #expect(
            lab.introduction.english == [
                .paragraph([
                    TextSpan("About "), TextSpan("it", .strong), TextSpan("."),
                ])
            ])
        let step = try #require(lab.step("one"))
        #expect(
            step.solve == [
                .set(file: "a.yaml", path: "x", to: "007"), .set(file: "a.yaml", path: "x", to: 7),
                .copy(file: "a.yaml", from: .files),
                .buy(.init(code: "00001", count: 2, user: "ada", times: 3, until: "sold")),
                .component(.start, ComponentID("account", ordinal: 2)), .askRegistry,
                .await(check: "sold"),
            ])
        #expect(
            step.text.english
                == StepText(
                    now: [
                        .paragraph([
                            TextSpan("Text with "), TextSpan("code", .code), TextSpan(" and "),
                            TextSpan("bold", .strong), TextSpan(" over two lines."),
                        ]),
                        .list(
                            [[TextSpan("an item that goes on")], [TextSpan("another")]],
                            ordered: false),
                    ], task: [.code(title: "a.yaml", lines: ["# not a heading", "x: 7"])],
                    see: [.list([[TextSpan("one")], [TextSpan("two")]], ordered: true)],
                    why: [.paragraph([TextSpan("Because.")])],
                    tryNext: [.paragraph([TextSpan("Try.")])]))
        #expect(step.text.english.blocks(passed: true).count == 2)
        #expect(lab.prerequisites(of: try #require(lab.step("two"))).map(\.id) == ["one"])
    }

    @Test(arguments: [
        ("order: 7", "order: 0", "lab.yaml:2 bad_definition"),
        ("id: 07-test", "id: 08-test", "lab.yaml:1 wrong_id"),
        ("time:", "when:", "lab.yaml:3 unknown_key"),
        ("reads: bookstore.orders", "reads: bookstore orders", "lab.yaml:7 bad_definition"),
        ("\">= 1\"", "\"about 1\"", "lab.yaml:7 bad_definition"),
        ("- wipe: data", "- wipe: disk", "lab.yaml:17 bad_action"),
        ("- ask: registry", "- tell: registry", "lab.yaml:14 bad_action"),
        ("from: files", "from: solution", "lab.yaml:5 missing_file"),
        ("- await: sold", "- await: bought", "lab.yaml:5 unknown_check"),
        ("needs: [one]", "needs: [three]", "lab.yaml:19 unknown_need"),
        ("solve: [{restart: account}]", "solve: []", "lab.yaml:18 missing_solve"),
        ("times: 3", "times: 3000", "lab.yaml:12 bad_definition"),
    ])
    func `a fault of the definition is told with its line`(old: String, new: String, code: String) {
        var source = source
        source.definition = Self.definition.replacing(old, with: new)
        #expect(codes(source).contains(code), "\(codes(source))")
    }

    @Test func `text that is no YAML is told`() {
        var source = source
        source.definition = "id: ["
        #expect(codes(source) == ["lab.yaml:1 yaml_syntax"])
    }

    @Test(arguments: [
        ("### hint 2\nB.\n### check sold", "### check sold", "en.md:4 missing_words"),
        ("### check sold: Sold", "### check gold: Sold", "en.md:4 missing_words"),
        ("### check sold: Sold", "### check gold: Sold", "en.md:28 stale_words"),
        ("{{bookstore.orders}}", "{{book store}}", "en.md:28 bad_check_words"),
        ("Because.", "Because {{book store}}.", "en.md:20 bad_live_value"),
        ("## two：Second", "## 2 Second", "en.md:30 bad_heading"),
        ("## two：Second", "## too: Second", "en.md:1 missing_words"),
        ("## two：Second", "## too: Second", "en.md:30 stale_words"),
        ("### see\n1.", "### look\n1.", "en.md:17 unknown_section"),
        ("Because.", String(repeating: "Because we said so. ", count: 50), "en.md:20 too_long"),
        ("# not a heading", String(repeating: "x", count: 49), "en.md:5 too_long"),
        ("# Title", "Title", "en.md:1 missing_words"),
    ])
    func `a fault of the words is told`(old: String, new: String, code: String) {
        var source = source
        source.english = Self.words("en").replacing(old, with: new, maxReplacements: 1)
        #expect(codes(source).contains(code), "\(codes(source))")
    }

    @Test func `Chinese takes two columns and breaks anywhere`() {
        #expect(TextMeasure.width(of: "注册中心 ok") == 11)
        let blocks: [TextBlock] = [.paragraph([TextSpan(String(repeating: "书", count: 27))])]
        #expect(TextMeasure.lines(of: blocks, columns: 52) == 2)
        let words: [TextBlock] = [.paragraph([TextSpan("aaaa bbbb cccc")])]
        #expect(TextMeasure.lines(of: words, columns: 9) == 2)
        #expect(TextMeasure.lines(of: words, columns: 8) == 3)
    }
}
