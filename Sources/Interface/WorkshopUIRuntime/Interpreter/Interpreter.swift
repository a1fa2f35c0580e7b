import HTTPClient
import LabKit
import LabRuntime
import Supervisor
import WorkshopUI

/// Carries out what the model wants and answers with what happened.
///
/// It holds no state of its own: each command is a request to the supervisor, to a component, to
/// the labs, or to the desk, with a deadline, and its answer is at most one message.
public struct Interpreter: Sendable {
    let control: ControlClient
    let http: HTTPClient
    private let reader: LabReader
    let desk: Desk

    /// An interpreter over the home's supervisor and labs.
    public init(control: ControlClient, http: HTTPClient, labs: LabReader, desk: Desk) {
        self.control = control
        self.http = http
        self.reader = labs
        self.desk = desk
    }

    var labs: LabSession {
        get async { await reader.session }
    }

    /// What a command means to the loop.
    public func work(for command: Command) -> Work<Message> {
        switch command {
        case .quit(let exitCode):
            .quit(exitCode: exitCode)
        case .suspend:
            .task(WorkTask { await perform(command) })
        case .fetchSnapshot, .fetchLogs, .awaitChange:
            .task(WorkTask(isWaiting: true) { await perform(command) })
        case .saveLanguage, .savePlace, .purchase, .choose:
            .task(WorkTask(mustFinish: true) { await perform(command) })
        default:
            .task(WorkTask { await perform(command) })
        }
    }

    /// Notes which step is on the screen: where the next session and the projector look, and what
    /// its time counts for. A note that cannot be kept harms nobody.
    private func record(_ place: Place) async {
        if let lab = place.lab, let step = place.step, place.screen == .labs {
            try? await labs.open(StepKey(lab: lab, step: step))
        }
    }

    /// Carries a command out.
    ///
    /// - Returns: what happened; nil for commands that are not answered.
    func perform(_ command: Command) async -> Message? {
        switch command {
        case .fetchSnapshot, .fetchLogs, .awaitChange, .measure, .perform, .askRegistry:
            return await performControl(command)
        case .listTraces, .showTrace, .askLookout:
            return await performSeeing(command)
        case .listTransactions, .showTransaction, .choose:
            return await performTransactions(command)
        case .loadFaults(let endpoints):
            return .faultsArrived(await faults(of: endpoints))
        case .strike(let strike): return await perform(strike)
        case .loadShop(let user, let port, let ledger):
            return await loadShop(of: user, at: port, ledger: ledger)
        case .purchase(let request, let port):
            return await buy(request, at: port)
        case .loadLabs, .check, .answer, .runCommand, .hint, .solve, .reset, .skip,
            .resetLabs:
            return await performStep(command)
        case .saveLanguage(let language):
            await desk.keep(.language(language))
        case .savePlace(let place):
            await desk.keep(.place(place))
            await record(place)
        case .copy(let text):
            await desk.copy(text)
            return .copied(lines: text.split(separator: "\n").count)
        case .editFile(let name):
            return await desk.edit(name).map { .editRefused($0) }
        case .page(let text):
            return await desk.page(text).map { .pageRefused($0) }
        case .useMouse(let isOn):
            desk.useMouse(isOn)
        case .setValue(let file, let path, let value):
            return await desk.set(file, path, value).map { .fileRefused(file, $0) }
                ?? .fileSaved(file)
        case .readFile(let name):
            switch await desk.read(name) {
            case .success(let text): return .fileRead(name, text)
            case .failure(let reason): return .fileRefused(name, reason.text)
            }
        case .suspend:
            await desk.suspend()
        case .quit:
            break
        }
        return nil
    }
}
