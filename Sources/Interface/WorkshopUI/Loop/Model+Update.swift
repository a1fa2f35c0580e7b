import Canvas
import LabKit
import Wire

extension Model {
    /// Takes in what happened and says what is wanted.
    public mutating func update(_ message: Message) -> [Command] {
        switch message {
        case .keyPressed(let key): return pressed(key)
        case .resized(let size): self.size = size
        case .ticked(let time): return ticked(time)
        case .snapshotArrived(let snapshot): return take(snapshot)
        case .supervisorUnreachable: schedule.answer(.snapshot, at: now, .failed)
        case .logsArrived(let page): return take(page)
        case .logsUnreachable: schedule.answer(.logs, at: now, .failed)
        case .changed(let endpoint, let count): return take(count, of: endpoint)
        case .changesUnknown(let endpoint): schedule.answer(.changes(endpoint), at: now, .failed)
        case .measured(let answers): take(answers)
        case .shopArrived(let reading): take(reading)
        case .shopUnreachable(let failure):
            schedule.answer(.shop, at: now, .failed)
            shop.failure = failure
        case .purchaseFinished(let id, let outcome): return finishPurchase(id, outcome)
        case .registryAnswered(let services, let microseconds):
            take(services, microseconds: microseconds)
        case .registryRefused(let reason): registryQuestion?.outcome = .refused(reason)
        case .tracesArrived(let listings): return take(listings)
        case .traceArrived(let id, let spans): return take(spans, of: id)
        case .tracerSilent(let question):
            schedule.answer(question == .list ? .traces : .trace, at: now, .failed)
        case .lookoutAnswered(let answers): return take(answers)
        case .lookoutSilent: schedule.answer(.metrics, at: now, .failed)
        case .transactionsArrived(let listings, let locks): return take(listings, locks)
        case .transactionArrived(let xid, let reading): take(reading, of: xid)
        case .coordinatorSilent(let question):
            let source: Schedule.Source = question == .list ? .transactions : .transaction
            schedule.answer(source, at: now, .failed)
        case .chosen: return finishChoice()
        case .choiceRefused(_, let reason): return finishChoice(refused: reason)
        case .faultsArrived(let faults): take(faults)
        case .struck: return finishStrike()
        case .strikeRefused(_, let reason): return finishStrike(refused: reason)
        case .labsArrived(let labs, let progress): return take(labs, progress)
        case .labsUnreadable(let reason):
            schedule.answer(.labs, at: now, .failed)
            labs.unreadable = reason
        case .verdictsArrived(let step, let verdicts, let progress, let live):
            take(verdicts, of: step, progress)
            labs.live[step] = live
        case .commandFinished(let step, let line, let outcome):
            if labs.busy?.step == step { labs.busy = nil }
            labs.note = .init(step: step, content: .ran(line, outcome))
            return lookAgain()
        case .stepActionFinished(let action, let step, let progress):
            return finish(action, of: step, progress)
        case .stepActionRefused(let action, let step, let reason):
            refuse(action, of: step, reason)
        case .labsReset(let extent, let progress): return finishReset(extent, progress)
        case .labsNotReset(let reason):
            labs.isResetting = false
            refuse(reason[language])
        case .controlFinished(_, let component):
            system.underway[component] = nil
            schedule.hurry(.snapshot, at: now)
        case .controlRefused(let verb, let component, let reason):
            system.underway[component] = nil
            system.refusal = .init(verb: verb, component: component, reason: reason)
        case .copied(let lines): say(words.common.copied(String(lines)))
        case .fileSaved(let name): say(words.plain.saved(name))
        case .fileRefused(_, let reason): refuse(reason[language])
        case .fileRead: break
        case .editRefused(let reason): refuse(words.common.editRefused(reason[language]))
        case .pageRefused(let reason): refuse(words.common.pageRefused(reason[language]))
        }
        return []
    }

    /// Says something in the footer's place until the next key.
    mutating func say(_ text: String) {
        remark = Remark(text: text, isRefusal: false)
    }

    /// Says in the footer's place why something is not done.
    mutating func refuse(_ text: String) {
        remark = Remark(text: text, isRefusal: true)
    }

    private mutating func ticked(_ time: Int64) -> [Command] {
        now = time
        live.changes.calm(at: now)
        return questions()
    }
}
