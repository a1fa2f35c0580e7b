import LabKit
import LabRuntime
import WorkshopUI

extension Interpreter {
    func performStep(_ command: Command) async -> Message? {
        let labs = await labs
        switch command {
        case .loadLabs:
            let (progress, _) = labs.progress()
            return .labsArrived(labs.labs, progress)
        case .check(let key, let occasion):
            return await looked(at: key) { () async throws(LabFailure) in
                try await labs.read(key, occasion == .asked ? .asked : .watching)
            }
        case .answer(let key, let text):
            return await looked(at: key) { () async throws(LabFailure) in
                try await labs.answer(key, text)
            }
        case .runCommand(let key, let line):
            return await run(line, of: key)
        case .hint(let key, let level):
            return await step(.hint, key) { () throws(LabFailure) in
                _ = try labs.hint(key, level: level)
            }
        case .solve(let key):
            return await step(.solve, key) { () async throws(LabFailure) in
                _ = try await labs.solve(key)
            }
        case .reset(let key):
            return await step(.reset, key) { () async throws(LabFailure) in
                try await labs.reset(key)
            }
        case .resetLabs(let extent):
            return await reset(extent)
        case .skip(let key):
            return await step(.skip, key) { () async throws(LabFailure) in
                _ = try await labs.skip(key)
            }
        default:
            return nil
        }
    }

    private func looked(
        at key: StepKey, _ look: () async throws(LabFailure) -> StepReading
    ) async -> Message {
        do throws(LabFailure) {
            let reading = try await look()
            return .verdictsArrived(
                key, reading.verdicts, await labs.progress().progress, live: reading.live)
        } catch {
            return .stepActionRefused(.check, key, error.text)
        }
    }

    private func run(_ line: String, of key: StepKey) async -> Message {
        do throws(LabFailure) {
            return .commandFinished(key, line, try await labs.run(line, of: key))
        } catch {
            return .stepActionRefused(.run, key, error.text)
        }
    }

    private func reset(_ extent: LabExtent) async -> Message {
        let labs = await labs
        do throws(LabFailure) {
            switch extent {
            case .lab(let id): try await labs.reset(lab: try labs.lab(id).get())
            case .all: try await labs.resetAll()
            }
            return .labsReset(extent, labs.progress().progress)
        } catch {
            return .labsNotReset(error.text)
        }
    }

    private func step(
        _ action: StepAction, _ key: StepKey, _ work: () async throws(LabFailure) -> Void
    ) async -> Message {
        do throws(LabFailure) {
            try await work()
            return .stepActionFinished(action, key, await labs.progress().progress)
        } catch {
            return .stepActionRefused(action, key, error.text)
        }
    }
}
