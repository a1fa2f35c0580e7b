import Canvas
import Synchronization
import TestSupport
import WorkshopUIRuntime

/// A program to drive the loop with: it counts, asks and remembers.
struct Counting: Equatable, Sendable {
    var count = 0
    var ticks = 0
    var answers: [String] = []
    var size = Size(width: 40, height: 4)

    enum Message: Sendable {
        case key(Key)
        case answered(String)
        case reported(Int)
        case ticked
    }

    enum Command: Sendable {
        case ask(String, id: String?)
        case wait(String)
        case keep(String)
        case cancel(String)
        case quit(Int32)
    }

    mutating func update(_ message: Message) -> [Command] {
        switch message {
        case .key(.character("+")): count += 1
        case .key(.character("a")): return [.ask("plain", id: nil)]
        case .key(.character("s")): return [.ask("slow", id: "slow")]
        case .key(.character("w")): return [.wait("news")]
        case .key(.character("x")): return [.cancel("slow")]
        case .key(.character("k")): return [.keep("place"), .quit(7)]
        case .key(.character("q")): return [.quit(0)]
        case .key(.resize(let size)): self.size = size
        case .key: break
        case .answered(let text): answers.append(text)
        case .reported(let number): count = number
        case .ticked: ticks += 1
        }
        return []
    }

    var frame: Frame {
        var frame = Frame(size)
        frame.put("count \(count) ticks \(ticks)", at: Point(x: 0, y: 0))
        frame.put("answers \(answers.joined(separator: ","))", at: Point(x: 0, y: 1))
        return frame
    }
}

/// Answers held back until the test lets them go.
final class Gate: Sendable {
    private struct State {
        var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]
        var open: Set<String> = []
        var cancelled: [String] = []
        var finished: [String] = []
    }

    private let state = Mutex(State())

    var cancelled: [String] { state.withLock { $0.cancelled } }
    var finished: [String] { state.withLock { $0.finished } }

    func open(_ name: String) {
        let waiting = state.withLock { state in
            state.open.insert(name)
            return state.waiting.removeValue(forKey: name) ?? []
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Waits for the gate of a name; a cancelled wait is noted and ends at once.
    func pass(_ name: String) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOpen = state.withLock { state in
                    let isOpen = state.open.contains(name)
                    if !isOpen { state.waiting[name, default: []].append(continuation) }
                    return isOpen
                }
                if isOpen { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.cancelled.append(name) }
            open(name)
        }
        state.withLock { $0.finished.append(name) }
    }
}

extension Counting {
    typealias Loop = InterfaceLoop<Counting, Message, Command, TestClock>

    static func program(
        _ gate: Gate, ticking: Bool = false
    ) -> InterfaceProgram<Counting, Message, Command> {
        var program = InterfaceProgram<Counting, Message, Command>(
            update: { model, message in model.update(message) },
            view: { model in model.frame },
            message: { key in .key(key) },
            work: { command in work(for: command, gate) })
        if ticking { program.time = .init(tick: { .ticked }, pause: { _ in .milliseconds(250) }) }
        program.isNewsOnly = { shown, model in
            shown.count != model.count && shown.answers == model.answers && shown.size == model.size
        }
        return program
    }

    private static func work(for command: Command, _ gate: Gate) -> Work<Message> {
        switch command {
        case .ask(let name, let id):
            let answer = asking(name, gate)
            return .task(WorkTask(id: id.map { WorkID($0) }, run: answer))
        case .wait(let name):
            return .task(WorkTask(isWaiting: true, run: asking(name, gate)))
        case .keep(let name):
            return .task(
                WorkTask(mustFinish: true) {
                    await gate.pass(name)
                    return nil
                })
        case .cancel(let name): return .cancel(WorkID(name))
        case .quit(let code): return .quit(exitCode: code)
        }
    }

    private static func asking(
        _ name: String, _ gate: Gate
    ) -> @Sendable () async -> Message? {
        {
            await gate.pass(name)
            return .answered(name)
        }
    }
}
