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

    /// A source from its parts.
    public init(
        folder: String, definition: String, chinese: String, english: String,
        files: [String] = [], solution: [String] = []
    ) {
        self.folder = folder
        self.definition = definition
        self.chinese = chinese
        self.english = english
        self.files = files
        self.solution = solution
    }

    /// The lab, when nothing is wrong with it: neither its form nor what ``LabLint`` asks.
    public func lab() -> Result<Lab, LabProblems> {
        let definition = LabDefinition.parse(self.definition)
        let chinese = LabWords.parse(self.chinese, file: "zh.md")
        let english = LabWords.parse(self.english, file: "en.md")
        guard let outline = definition.outline else {
            return .failure(
                LabProblems(definition.problems + chinese.problems + english.problems))
        }
        let assembly = LabAssembly(outline: outline, chinese: chinese, english: english)
        let lab = assembly.lab
        let problems =
            definition.problems + chinese.problems + english.problems + assembly.problems
            + LabLint(source: self, outline: outline).problems(of: lab)
        return problems.isEmpty ? .success(lab) : .failure(LabProblems(problems))
    }
}
