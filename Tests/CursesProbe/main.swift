import CTerminal
import Canvas
import Curses
import Glibc
import Wire

// A program that does nothing but use the terminal, and crashes on request: what CursesTests
// watch on a pseudo-terminal.
terminal_tame_backtracer(
    "enable=\(CommandLine.arguments.contains("--trace") ? "yes" : "no"),interactive=no,color=no",
    CommandLine.unsafeArgv)

/// The variable's value; empty when unset.
func variable(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
}

/// Says a line on standard error.
func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(2, bytes, bytes.count)
}

var environment: [String: String] = [:]
for name in [
    "TERM", "LANG", "NO_COLOR", "WORKSHOP_COLOR", "WORKSHOP_ASCII", "WORKSHOP_AMBIGUOUS",
] {
    environment[name] = variable(name)
}
var options = TerminalOptions(environment: environment)
if variable("PROBE_LOG") != "" { options.logPath = variable("PROBE_LOG") }
let terminal: Terminal
switch Terminal.open(options, name: environment["TERM", default: ""]) {
case .success(let opened): terminal = opened
case .failure(let refusal):
    say("\(refusal.text(.english))\n\(refusal.text(.chinese))")
    exit(69)
}

/// What the probe shows.
struct Picture {
    var last = "none"
    var count = 0
    /// How far down the list is.
    var shift = 0
    var size: Size

    func frame(_ options: TerminalOptions) -> Frame {
        var frame = Frame(size, glyphs: options.glyphs, widths: options.widths)
        frame.put("probe \(size.width)x\(size.height)", at: Point(x: 0, y: 0), style: .title)
        frame.put("last \(last)", at: Point(x: 0, y: 1), style: .focus)
        frame.put("count \(count)", at: Point(x: 0, y: 2))
        for (row, role) in Role.allCases.enumerated() {
            frame.put(
                "\(options.glyphs.ready) \(role) 未来架构，“云”…", at: Point(x: 0, y: 4 + shift + row),
                style: Style(role))
        }
        frame.box(frame.bounds.split(.right, 20).part, title: "书店")
        return frame
    }
}

/// A stack frame for every number: more than any stack holds.
@inline(never) func deepen(_ number: Int) -> Int {
    number == .max ? 0 : deepen(number + 1) &+ number
}

func runShell() async {
    await terminal.suspended {
        // Its own output went to the log: the terminal itself is asked for.
        guard let stream = popen("exec </dev/tty >/dev/tty 2>&1; echo lent; read answer", "r")
        else { return }
        pclose(stream)
    }
}

var picture = Picture(size: terminal.size)
terminal.show(picture.frame(options))
var status: Int32 = 0
loop: for await key in terminal.keys {
    switch key {
    case .character("q"): break loop
    case .character("x"): exit(3)
    case .character("1"): raise(SIGSEGV)
    case .character("2"): fatalError("on request")
    case .character("3"): abort()
    case .character("4"): picture.count = [1][picture.count + 1]
    case .character("5"): picture.count = deepen(picture.count)
    // The same in another thread than the main one.
    case .character("6"): await Task.detached { _ = [1][Int(getpid())] }.value
    case .character("7"): await Task.detached { _ = deepen(1) }.value
    case .character("e"): await runShell()
    case .character("i"): picture.count += 1
    case .character("m"): picture.shift += 1
    case .character("c"): _ = terminal.copy("未来架构 ab")
    case .character("o"): say("to standard error")
    case .character("h"):
        // Hangs: reads no key any more, so that only a second request to end is heard.
        picture.last = "hanging"
        terminal.show(picture.frame(options))
        while true { pause() }
    case .ending(let ending):
        status = ending.exitCode
        break loop
    case .resize(let size): picture.size = size
    default: break
    }
    picture.last = "\(key)"
    terminal.show(picture.frame(options))
}
terminal.close()
say("closed")
exit(status)
