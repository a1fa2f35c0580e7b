import Wire

/// What is said to the attendee outside of the screen.
struct TerminalWords {
    let language: Language

    init(_ language: Language) {
        self.language = language
    }

    /// After a crash, and after SIGKILL.
    func crashed(_ log: String) -> String {
        switch language {
        case .chinese: "workshop 意外停止，日志在 \(log)\n"
        case .english: "workshop stopped unexpectedly; its log is \(log)\n"
        }
    }

    /// At Ctrl-Z.
    var suspended: String {
        switch language {
        case .chinese: "workshop 已挂起，组件继续运行；用 fg 回到画面\n"
        case .english: "workshop is suspended; the components go on. fg brings the screen back\n"
        }
    }
}

extension Language {
    /// How the part in C names it.
    var number: Int32 { self == .chinese ? 1 : 0 }
}
