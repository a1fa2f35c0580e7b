public import Canvas
import Glibc
public import Wire
public import WorkshopUI

/// How a session of the interface ended.
public struct InterfaceOutcome: Sendable {
    /// What the process exits with.
    public let exitCode: Int32
    /// The language of the last screen.
    public let language: Language
}

extension InterfaceProgram
where
    Model == WorkshopUI.Model, Message == WorkshopUI.Message,
    Command == WorkshopUI.Command
{
    /// The workshop's interface over an interpreter.
    public static func workshop(_ interpreter: Interpreter) -> InterfaceProgram {
        InterfaceProgram(
            update: { model, message in model.update(message) },
            view: { model in
                var frame = Frame(
                    model.size, glyphs: model.settings.glyphs, widths: model.settings.widths)
                WorkshopUI.view(model, into: &frame)
                return frame
            },
            message: { key in .keyPressed(key) },
            work: { command in interpreter.work(for: command) },
            time: Time(
                tick: { .ticked(wallMilliseconds()) },
                pause: { model in .milliseconds(model.nextTick - model.now) }),
            isNewsOnly: { shown, model in model.differsInNewsOnly(from: shown) })
    }

    /// Runs until the attendee quits or the terminal ends.
    public func run(_ model: Model, on screen: any Screen) async -> InterfaceOutcome {
        let loop = InterfaceLoop(self, on: screen, clock: ContinuousClock())
        let outcome = await loop.run(from: model)
        return InterfaceOutcome(exitCode: outcome.exitCode, language: outcome.model.language)
    }
}

/// Milliseconds since 1970.
func wallMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
}
