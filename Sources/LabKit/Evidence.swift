public import Wire

/// What really is, gathered at one moment: the tree that checks read.
///
/// Top names: `components` (by id: state, ready, pid, port), `bookstore`, `account` (sums over its
/// instances), `accounts` (by id), `registry`, `files` (by name, as last applied), and every other
/// component by its name. For a check that asks for itself, `answer` is what it was told. What could
/// not be read is a gap with its reason, never a value.
public struct Evidence: Equatable, Sendable {
    /// The values.
    public var tree: JSONValue
    /// Why something is not in the tree, by its path: `bookstore`, `files.account`.
    public var gaps: [String: EvidenceGap]

    /// Evidence from its parts.
    public init(tree: JSONValue, gaps: [String: EvidenceGap] = [:]) {
        self.tree = tree
        self.gaps = gaps
    }

    /// The mistake that keeps a saved file from being applied, if there is one: what it says is then
    /// the next thing to do, whatever a check wants.
    var fileProblem: LocalizedText? {
        let problems = gaps.sorted { $0.key < $1.key }.compactMap { gap -> LocalizedText? in
            guard case .notApplied(_, let problem) = gap.value else { return nil }
            return problem
        }
        return problems.first
    }
}

/// Why a part of the evidence could not be read.
public enum EvidenceGap: Equatable, Sendable {
    /// No supervisor answers: nothing runs.
    case workshopDown
    /// The component is not running.
    case notRunning(String)
    /// The component is on its way.
    case starting(String)
    /// The component is said to run but did not answer in time.
    case noAnswer(String)
    /// The component answered something that is no evidence.
    case unintelligible(String)
    /// The file has a mistake or was never applied; its name and the problem, if known.
    case notApplied(file: String, problem: LocalizedText?)
    /// A request or a command took longer than it may.
    case overdue(String)
    /// A command of labs that nobody has trusted; the folder.
    case untrusted(String)
    /// A command that could not be started; the system's reason.
    case unstartable(String)
    /// The attendee has not answered.
    case unanswered

    /// The code of a verdict that stands before this gap.
    var code: Verdict.Code {
        switch self {
        case .overdue: .overdue
        case .untrusted: .untrusted
        case .unanswered: .absent
        default: .unreadable
        }
    }

    /// What is the matter.
    public var text: LocalizedText {
        switch self {
        case .workshopDown:
            Localized(chinese: "workshop 没有运行", english: "the workshop is not running")
        case .notRunning(let name):
            Localized(chinese: "\(name) 没有运行", english: "\(name) is not running")
        case .starting(let name):
            Localized(chinese: "\(name) 正在启动", english: "\(name) is starting")
        case .noAnswer(let name):
            Localized(chinese: "\(name) 没有应答", english: "\(name) does not answer")
        case .unintelligible(let name):
            Localized(
                chinese: "\(name) 的应答无法理解", english: "\(name) gave an answer nobody understands")
        case .notApplied(let file, let problem):
            Localized(
                chinese: "\(file) 没有生效" + (problem.map { "：\($0.chinese)" } ?? ""),
                english: "\(file) is not in force" + (problem.map { ": \($0.english)" } ?? ""))
        case .overdue(let what):
            Localized(
                chinese: "\(what) 超过 10 秒没有结束，已经中止",
                english: "\(what) took longer than 10 s and was ended")
        case .untrusted:
            Localized(
                chinese: "这是别人的实验里的命令，还没有运行", english: "a command of a foreign lab, not run")
        case .unstartable(let reason):
            Localized(
                chinese: "命令无法启动：\(reason)", english: "the command could not be started: \(reason)")
        case .unanswered: Localized(chinese: "还没有回答", english: "no answer yet")
        }
    }

    /// What to do about it.
    public var next: LocalizedText {
        switch self {
        case .workshopDown:
            Localized(chinese: "运行：workshop up", english: "run: workshop up")
        case .notRunning(let name):
            Localized(
                chinese: "在 3 号屏幕选中 \(name) 按 s 启动，再看 4 号屏幕的日志",
                english: "start \(name) with s on screen 3; screen 4 has its log")
        case .starting:
            Localized(chinese: "等一秒再检查", english: "wait a second and check again")
        case .noAnswer(let name), .unintelligible(let name):
            Localized(
                chinese: "在 4 号屏幕看 \(name) 的日志，或在 3 号屏幕重启它",
                english: "look at the log of \(name) on screen 4, or restart it on screen 3")
        case .notApplied(let file, _):
            Localized(chinese: "改正 \(file) 并保存", english: "correct \(file) and save it")
        case .overdue(let what):
            Localized(
                chinese: "自己运行一次 \(what)，看看它在等什么",
                english: "run \(what) yourself and see what it waits for")
        case .untrusted(let folder):
            Localized(
                chinese: "先读一读，再运行：workshop author trust \(folder)",
                english: "read it, then run: workshop author trust \(folder)")
        case .unstartable:
            Localized(chinese: "运行 workshop doctor", english: "run workshop doctor")
        case .unanswered:
            Localized(
                chinese: "回答问题：workshop lab answer", english: "answer it: workshop lab answer")
        }
    }
}
