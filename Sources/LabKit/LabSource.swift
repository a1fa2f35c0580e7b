/// The texts of a lab's folder, as read from disk.
public struct LabSource: Equatable, Sendable {
    /// The folder's name, which is the lab's id.
    public var folder: String
    /// `lab.yaml`: the order of steps, checks, what solve and reset do.
    public var definition: String
    /// `zh.md`: all words in Chinese.
    public var chinese: String
    /// `en.md`: all words in English.
    public var english: String
    /// The names in `files/`.
    public var files: [String]
    /// The names in `solution/`.
    public var solution: [String]
    /// Names in the folder that no lab has.
    public var strays: [String]

    /// A source from its parts.
    public init(
        folder: String, definition: String, chinese: String, english: String,
        files: [String] = [], solution: [String] = [], strays: [String] = []
    ) {
        self.folder = folder
        self.definition = definition
        self.chinese = chinese
        self.english = english
        self.files = files
        self.solution = solution
        self.strays = strays
    }

    /// The lab, when nothing keeps it from being taken.
    public func lab() -> Result<Lab, LabProblems> {
        let (lab, problems, _) = read()
        if let lab, problems.isEmpty { return .success(lab) }
        return .failure(LabProblems(problems))
    }

    /// Everything that its author should look at, in order: what keeps it from being taken, and what
    /// ``LabTextLint`` asks besides.
    public func lint() -> [LabProblem] {
        let (lab, problems, read) = read()
        guard let lab, let read else { return LabProblems(problems).problems }
        let lint = LabTextLint(
            source: self, lab: lab, chinese: read.chinese, english: read.english,
            places: read.places)
        return LabProblems(problems + lint.problems()).problems
    }

    private struct Words {
        var chinese: LabWords
        var english: LabWords
        /// Where each step begins in `lab.yaml`.
        var places: [String: LabPlace]
    }

    private func read() -> (lab: Lab?, problems: [LabProblem], words: Words?) {
        let definition = LabDefinition.parse(self.definition)
        let chinese = LabWords.parse(self.chinese, file: "zh.md")
        let english = LabWords.parse(self.english, file: "en.md")
        guard let outline = definition.outline else {
            return (nil, definition.problems + chinese.problems + english.problems, nil)
        }
        let assembly = LabAssembly(outline: outline, chinese: chinese, english: english)
        let lab = assembly.lab
        let problems =
            definition.problems + chinese.problems + english.problems + assembly.problems
            + LabLint(source: self, outline: outline).problems(of: lab)
            + LabLengthLint(lab: lab, chinese: chinese, english: english).problems()
        let places = Dictionary(outline.steps.map { ($0.id, $0.place) }) { first, _ in first }
        return (lab, problems, Words(chinese: chinese, english: english, places: places))
    }
}
