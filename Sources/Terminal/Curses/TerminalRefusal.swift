import Wire

/// Why there can be no screen; the caller answers with its plain form.
public enum TerminalRefusal: Error, Hashable, Sendable {
    /// Standard input or standard output is a file, a pipe or nothing.
    case notInteractive(Stream)
    /// The process has no terminal of its own (`/dev/tty` cannot be opened).
    case noTerminal
    /// `TERM` is empty or names a terminal that nobody has described on this machine.
    case unknown(name: String)
    /// The terminal cannot do what a screen needs, as `TERM=dumb` says of itself.
    case incapable(name: String, missing: String)

    /// A stream of the process.
    public enum Stream: Hashable, Sendable {
        /// Where input comes from.
        case input
        /// Where output goes.
        case output
    }

    /// One line: what is wrong and what to do.
    public func text(_ language: Language) -> String {
        language == .chinese ? chinese : english
    }

    private var english: String {
        switch self {
        case .notInteractive(.input): "standard input is not a terminal"
        case .notInteractive(.output): "standard output is not a terminal"
        case .noTerminal: "this process has no terminal"
        case .unknown(""): "TERM is not set; try TERM=xterm-256color"
        case .unknown(let name):
            "TERM=\(name) is unknown here; try TERM=xterm-256color or install ncurses-term"
        case .incapable(let name, let missing):
            "the terminal \(name) cannot draw a screen (no \(missing)); try TERM=xterm-256color"
        }
    }

    private var chinese: String {
        switch self {
        case .notInteractive(.input): "标准输入不是终端"
        case .notInteractive(.output): "标准输出不是终端"
        case .noTerminal: "当前进程没有终端"
        case .unknown(""): "没有设置 TERM，可试试 TERM=xterm-256color"
        case .unknown(let name):
            "这台机器不认识 TERM=\(name)，可试试 TERM=xterm-256color，或安装 ncurses-term"
        case .incapable(let name, let missing):
            "终端 \(name) 无法绘制画面（缺少 \(missing)），可试试 TERM=xterm-256color"
        }
    }
}
