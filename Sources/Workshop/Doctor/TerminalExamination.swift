import Foundation
import Glibc

/// Looks at the terminal: its name, its size, its locale, and how wide it draws signs.
struct TerminalExamination {
    let environment: [String: String]

    var findings: [Finding] {
        [terminal, size, locale] + widths
    }

    private var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1 }

    private var terminal: Finding {
        let name = environment["TERM"] ?? ""
        guard isTerminal, !name.isEmpty, name != "dumb" else {
            return Finding(
                "terminal", .advice,
                english: "there is no capable terminal here (TERM=\(name)); the commands work all "
                    + "the same, and so does: workshop open --plain",
                chinese: "这里没有可用的终端（TERM=\(name)）；命令行仍然可用，也可以运行 workshop open --plain")
        }
        guard isDescribed(name) else {
            return Finding(
                "terminal", .problem,
                english:
                    "this machine does not know the terminal \(name): install ncurses-term, or "
                    + "set TERM=xterm-256color",
                chinese: "这台机器不认识终端 \(name)：安装 ncurses-term，或设置 TERM=xterm-256color")
        }
        let colours = environment["NO_COLOR"].map { !$0.isEmpty } == true
        return Finding(
            "terminal", .fine,
            english: "the terminal is \(name)" + (colours ? ", without colours (NO_COLOR)" : ""),
            chinese: "终端是 \(name)" + (colours ? "，不用颜色（NO_COLOR）" : ""))
    }

    /// Whether terminfo has a description.
    private func isDescribed(_ name: String) -> Bool {
        let home = environment["HOME"].map { ["\($0)/.terminfo"] } ?? []
        let named = environment["TERMINFO"].map { [$0] } ?? []
        let folders =
            named + home + ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"]
        guard let first = name.first else { return false }
        return folders.contains {
            FileManager.default.fileExists(atPath: "\($0)/\(first)/\(name)")
        }
    }

    private var size: Finding {
        var window = winsize()
        guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0
        else {
            return Finding(
                "size", .fine, english: "the size does not matter here", chinese: "这里不看窗口大小")
        }
        let text = "\(window.ws_col)x\(window.ws_row)"
        return window.ws_col >= 80 && window.ws_row >= 24
            ? Finding("size", .fine, english: "the window is \(text)", chinese: "窗口大小是 \(text)")
            : Finding(
                "size", .advice,
                english: "the window is \(text): it works, and 80x24 shows everything",
                chinese: "窗口大小是 \(text)：可以用，80x24 才能看到全部")
    }

    private var locale: Finding {
        let name =
            ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty } ?? "C"
        let folded = name.lowercased().replacing("-", with: "")
        return folded.contains("utf8")
            ? Finding("locale", .fine, english: "the locale is \(name)", chinese: "区域设置是 \(name)")
            : Finding(
                "locale", .advice,
                english: "the locale \(name) is not UTF-8: lines are drawn in ASCII and Chinese "
                    + "cannot be shown; set LANG=C.UTF-8",
                chinese: "区域设置 \(name) 不是 UTF-8：只能用 ASCII 画线，显示不了中文；请设置 LANG=C.UTF-8")
    }

    /// Draws two signs and asks the terminal where its cursor is.
    private var widths: [Finding] {
        guard isTerminal, let probe = CursorProbe() else { return [] }
        defer { probe.restore() }
        var findings: [Finding] = []
        if let wide = probe.columns(of: "书") {
            findings.append(
                wide == 2
                    ? Finding(
                        "wide", .fine, english: "Chinese characters are two columns wide",
                        chinese: "汉字占两列")
                    : Finding(
                        "wide", .problem,
                        english: "Chinese characters are \(wide) columns wide here instead of two: "
                            + "use a font and a terminal that know them, or --lang en",
                        chinese: "汉字在这里占 \(wide) 列，应当是两列：请换字体或终端，或用 --lang en"))
        }
        let isWide = environment["WORKSHOP_AMBIGUOUS"] == "wide"
        if let columns = probe.columns(of: "●") {
            findings.append(
                (columns == 2) == isWide
                    ? Finding(
                        "ambiguous", .fine, english: "signs such as ● take \(columns) columns",
                        chinese: "● 这样的符号占 \(columns) 列")
                    : Finding(
                        "ambiguous", .problem,
                        english: "signs such as ● take \(columns) columns here: set "
                            + "WORKSHOP_AMBIGUOUS=\(columns == 2 ? "wide" : "narrow")",
                        chinese: "● 这样的符号在这里占 \(columns) 列：请设置 "
                            + "WORKSHOP_AMBIGUOUS=\(columns == 2 ? "wide" : "narrow")"))
        }
        return findings
    }
}
