/// Texts of the logs screen.
struct LogsWords: Sendable {
    let all: String
    let following: String
    let paused: Text1
    let noLines: String
    let noLinesOf: Text1
    let dropped: Text1
    let searchPrompt: String
    let matchOf: Text3
    let noMatch: Text1
    /// Why n and N are off.
    let noSearch: String
}

extension LogsWords {
    static let chinese = LogsWords(
        all: "全部",
        following: "跟随最新",
        paused: Text1 { "已暂停，下面还有 \($0) 行" },
        noLines: "还没有日志。组件写出的每一行都会出现在这里。",
        noLinesOf: Text1 { "\($0) 还没有日志。按 ←→ 换一个组件。" },
        dropped: Text1 { "另有 \($0) 行来得太快，没有读到" },
        searchPrompt: "查找",
        matchOf: Text3 { "“\($0)”第 \($1) 行，共 \($2) 行" },
        noMatch: Text1 { "没有找到“\($0)”" },
        noSearch: "先按 / 输入要找的文字")

    static let english = LogsWords(
        all: "all",
        following: "following",
        paused: Text1 { "paused, \($0) more below" },
        noLines: "No lines yet. Whatever a component writes appears here.",
        noLinesOf: Text1 { "No lines of \($0) yet. ←→ chooses another component." },
        dropped: Text1 { "\($0) more came too fast to be read" },
        searchPrompt: "find",
        matchOf: Text3 { "\"\($0)\" line \($1) of \($2)" },
        noMatch: Text1 { "\"\($0)\" was not found" },
        noSearch: "type / and what to find first")
}
