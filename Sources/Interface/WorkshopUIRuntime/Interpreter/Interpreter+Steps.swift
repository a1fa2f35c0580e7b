import LabKit
import LabRuntime
import WorkshopUI

extension Interpreter {
    func performStep(_ command: Command) async -> Message? {
        switch command {
        case .loadLabs:
            let (progress, _) = labs.progress()
            return .labsArrived(labs.labs, progress)
        case .check(let key, let occasion):
            return await check(key, occasion)
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
        case .skip(let key):
            return await step(.skip, key) { () throws(LabFailure) in try labs.skip(key) }
        default:
            return nil
        }
    }

    private func check(_ key: StepKey, _ occasion: CheckOccasion) async -> Message {
        do throws(LabFailure) {
            let reading = try await labs.read(key, occasion == .asked ? .asked : .watching)
            return .verdictsArrived(
                key, reading.verdicts, labs.progress().progress, live: reading.live)
        } catch {
            return .stepActionRefused(.check, key, error.text)
        }
    }

    private func step(
        _ action: StepAction, _ key: StepKey, _ work: () async throws(LabFailure) -> Void
    ) async -> Message {
        do throws(LabFailure) {
            try await work()
            return .stepActionFinished(action, key, labs.progress().progress)
        } catch {
            return .stepActionRefused(action, key, error.text)
        }
    }
}
