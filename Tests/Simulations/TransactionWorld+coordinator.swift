import CoordinatorAPI
import CoordinatorCore
import Storage
import TestSupport

@testable import CoordinatorService

/// The coordinator's process: what its loop does, one thing after another.
extension TransactionWorld {
    mutating func startCoordinator() {
        do {
            let first = try stores.takeFirstNumber(now: moment.wall)
            var limits = CoordinatorLimits()
            limits.memory = .seconds(24 * 3_600)
            turns = CoordinatorTurns(
                Coordinator(address: "127.0.0.1:8091", firstNumber: first, limits: limits))
            inbox = []
            questions = [:]
            tickAt = nil
            isPausing = false
            restore()
        } catch {
            fail("the coordinator does not start: \(error)")
        }
    }

    /// Begins again from the store.
    private mutating func restore() {
        guard let records = try? stores.records(), var turns else {
            return fail("the store cannot be read")
        }
        let turn = turns.restore(records, at: moment)
        self.turns = turns
        finish(turn)
    }

    mutating func post(_ event: CoordinatorEvent) {
        inbox.append(event)
        if inbox.count == 1 {
            schedule(.turn(incarnation: incarnation(of: .coordinator)), in: Int64(number(below: 3)))
        }
    }

    mutating func takeTurn() {
        guard var turns, !inbox.isEmpty, !isPausing else { return }
        let events = inbox
        inbox = []
        let turn = turns.handle(events, at: moment)
        self.turns = turns
        finish(turn)
    }

    /// Writes, then performs; or refuses, and begins again from the store.
    private mutating func finish(_ turn: CoordinatorTurn) {
        if isChaos, chance(8) { return kill(.coordinator) }
        let isUncertain = isFailing(.coordinator) && chance(400)
        var problem: String?
        if !turn.changes.isEmpty {
            if isFailing(.coordinator), !isUncertain {
                problem = "the disk is full"
            } else {
                do {
                    problem = try stores.write(turn).map { "\($0)" }
                } catch {
                    problem = "\(error)"
                }
                if isUncertain { problem = "nobody knows" }
            }
        }
        if let problem {
            note("coordinator cannot write: \(problem)")
            return refuseAll()
        }
        turns?.keep()
        if isChaos, chance(8) { return kill(.coordinator) }
        perform(turn.actions)
        compareMemory()
        arrangeTick()
    }

    private mutating func refuseAll() {
        let refusal = TransactionRefusal(.failedStore, "the coordinator could not write")
        for (_, question) in questions.sorted(by: { $0.key.number < $1.key.number }) {
            send(
                .reply(token: question.token, .refusal(refusal, to: question.request)),
                over: question.link)
        }
        questions = [:]
        isPausing = true
        schedule(.tick(incarnation: -incarnation(of: .coordinator)), in: 250)
    }

    /// After the pause that follows a failed write.
    mutating func beginAgain() {
        isPausing = false
        restore()
        takeTurn()
    }

    private mutating func perform(_ actions: [CoordinatorAction]) {
        for action in actions {
            switch action {
            case .change: break
            case .reply(let question, let reply):
                guard let asked = questions.removeValue(forKey: question) else { continue }
                send(.reply(token: asked.token, reply), over: asked.link)
            case .replyFromHistory(let question, let request):
                guard let asked = questions.removeValue(forKey: question) else { continue }
                let outcome = request.xid.flatMap { try? stores.outcome(of: $0) }
                send(
                    .reply(token: asked.token, request.reply(outcome ?? .finished)),
                    over: asked.link)
            case .call(let client, let call): send(.call(call), over: client.number)
            }
        }
    }

    private mutating func compareMemory() {
        guard let turns, let stored = try? stores.records() else { return }
        guard !hasMeddled else { return }
        if turns.coordinator.records != stored {
            fail("the coordinator's memory is not what its store holds")
        }
    }

    private mutating func arrangeTick() {
        guard let due = turns?.coordinator.nextDue else { return }
        let time = max(now, Int64(due / .milliseconds(1)) + 1)
        if let tickAt, tickAt <= time, tickAt > now { return }
        tickAt = time
        schedule(.tick(incarnation: incarnation(of: .coordinator)), in: time - now)
    }

    mutating func ask(_ request: TransactionRequest, over link: Int, token: Int) {
        let question = QuestionID(sequence)
        sequence += 1
        questions[question] = (link, token, request)
        post(.asked(question, by: ClientID(link), request))
    }
}
