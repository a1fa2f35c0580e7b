import Canvas
public import LabKit
public import WorkshopUI

/// Runs the interface by a script, without a terminal.
public struct ScriptRun: Sendable {
    /// Why a script was not carried out to its end.
    public struct Failure: Error, Equatable, Sendable {
        /// The line, counted from 1.
        public let line: Int
        /// What happened there.
        public let text: LocalizedText
        /// What the screen showed.
        public let rows: [String]
    }

    /// How long an instruction may take.
    public static let patience = Duration.seconds(30)

    private let script: Script
    private let save: @Sendable (String, [String]) -> LocalizedText?

    /// A run of a script.
    ///
    /// - Parameter save: keeps rows under a name; answers why it could not.
    public init(
        _ script: Script, save: @escaping @Sendable (String, [String]) -> LocalizedText?
    ) {
        self.script = script
        self.save = save
    }

    /// Runs the program from a model until the script or the program ends.
    public func run(_ model: Model, with interpreter: Interpreter) async -> Failure? {
        let screen = ScriptScreen(size: model.size)
        let loop = InterfaceLoop(.workshop(interpreter), on: screen, clock: ContinuousClock())
        return await withTaskGroup(of: Failure?.self) { group in
            group.addTask {
                _ = await loop.run(from: model)
                screen.close()
                return nil
            }
            let failure = await follow(screen, idle: { await loop.idle() })
            await screen.press(.control("c"))
            await group.waitForAll()
            return failure
        }
    }

    /// Carries the lines out, one after the other.
    func follow(_ screen: ScriptScreen, idle: @escaping @Sendable () async -> Void) async
        -> Failure?
    {
        await settle(screen, idle)
        for line in script.lines {
            if line.instruction == .quit { return nil }
            guard !screen.isClosed else {
                return failure(
                    line, screen, chinese: "程序已经退出", english: "the program has ended already")
            }
            if let failure = await carryOut(line, screen, idle) { return failure }
        }
        return nil
    }

    private func carryOut(
        _ line: Script.Line, _ screen: ScriptScreen, _ idle: @escaping @Sendable () async -> Void
    ) async -> Failure? {
        switch line.instruction {
        case .press(let keys):
            for key in keys {
                await screen.press(key)
                await settle(screen, idle)
            }
        case .size(let size):
            await screen.press(.resize(size))
            await settle(screen, idle)
        case .wait(let text):
            guard await isShown(text, on: screen) else {
                return failure(
                    line, screen, chinese: "画面上一直没有出现“\(text)”",
                    english: "\"\(text)\" never appeared")
            }
            await settle(screen, idle)
        case .save(let name):
            if let reason = save(name, screen.rows) {
                return Failure(line: line.number, text: reason, rows: [])
            }
        case .quit: break
        }
        return nil
    }

    private func failure(
        _ line: Script.Line, _ screen: ScriptScreen, chinese: String, english: String
    ) -> Failure {
        Failure(
            line: line.number, text: LocalizedText(chinese: chinese, english: english),
            rows: screen.rows)
    }

    /// Waits until the program has nothing left to do; not for ever.
    private func settle(
        _ screen: ScriptScreen, _ idle: @escaping @Sendable () async -> Void
    ) async {
        await screen.drained()
        _ = await isInTime { await idle() }
    }

    private func isShown(_ text: String, on screen: ScriptScreen) async -> Bool {
        let wasInTime = await isInTime {
            while !Task.isCancelled, !screen.isClosed {
                let rows = screen.rows
                if rows.contains(where: { $0.contains(text) }) { return }
                await screen.change(from: rows)
            }
        }
        return wasInTime && screen.rows.contains { $0.contains(text) }
    }

    private func isInTime(_ work: @escaping @Sendable () async -> Void) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await work()
                return true
            }
            group.addTask {
                try? await ContinuousClock().sleep(for: Self.patience)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }
}
