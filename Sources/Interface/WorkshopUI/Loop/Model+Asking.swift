import LabKit
import Wire

extension Model {
    /// Every source that is asked as things are, and the question to it.
    var questionsBySource: [(source: Schedule.Source, question: Command)] {
        // The figures of the table are news to nobody else: there they are asked for each second.
        let wait = screen == .system ? 1_000 : Schedule.snapshotWait
        var asked: [(source: Schedule.Source, question: Command)] = [
            (.snapshot, .fetchSnapshot(after: live.snapshot?.revision, wait: wait)),
            (.logs, .fetchLogs(after: logs.next)),
        ]
        if labs.labs == nil || isProjecting { asked.append((.labs, .loadLabs)) }
        let endpoints = live.endpoints
        for endpoint in endpoints {
            let known = live.changeCounts[endpoint]
            asked.append((.changes(endpoint), .awaitChange(endpoint, after: known)))
        }
        if !endpoints.isEmpty { asked.append((.evidence, .measure(endpoints))) }
        if let port = live.bookstorePort {
            let ledger = live.ledgerPort ?? port
            asked.append((.shop, .loadShop(user: settings.user, port: port, ledger: ledger)))
        }
        if let traces = tracesQuestion { asked.append(traces) }
        if let metrics = metricsQuestion { asked.append((.metrics, metrics)) }
        if let transactions = transactionsQuestion { asked.append(transactions) }
        if let breaking = breakingQuestion { asked.append(breaking) }
        if let step = watchedStep { asked.append((.watch, .check(step, .watching))) }
        return asked
    }

    /// Every question that is due now.
    mutating func questions() -> [Command] {
        listen(to: live.endpoints)
        if let due = outsideLook, now >= due { schedule.wake(.watch, at: now) }
        let due = questionsBySource.filter { schedule.isDue($0.source, at: now) }
        for (source, _) in due { schedule.ask(source, at: now) }
        return due.map(\.question)
    }

    /// Keeps to the components that are there now, and notes whether all of them would tell of news.
    private mutating func listen(to endpoints: [Endpoint]) {
        live.changeCounts = live.changeCounts.filter { endpoints.contains($0.key) }
        schedule.keepChanges(of: endpoints)
        schedule.isListening =
            schedule.isOpen(.snapshot) && schedule.isOpen(.logs)
            && endpoints.allSatisfy { schedule.isOpen(.changes($0)) }
    }

    /// Something happened: what it may have changed is looked at, at once or a pause after the last
    /// look, so that a flood of lines is no flood of questions.
    mutating func lookAgain() -> [Command] {
        for source: Schedule.Source in [
            .evidence, .shop, .watch, .traces, .trace, .transactions, .transaction, .faults,
        ] {
            schedule.wake(source, at: now)
        }
        return questions()
    }

    /// The step whose checks are kept fresh: the open one while it is to do.
    var watchedStep: StepKey? {
        if isProjecting { return projectedKey }
        guard screen == .labs, labs.busy == nil, let key = labs.key,
            labs.progress[key].state != .passed
        else { return nil }
        return key
    }

    /// When the checks of the open step are looked at although nothing was told: some ask what nobody
    /// tells of. Nil when none does, or a look is under way.
    var outsideLook: Int64? {
        guard let key = watchedStep, schedule.isIdle(.watch),
            let step = labs.labs?.first(where: { $0.id == key.lab })?.step(key.step),
            step.checks.contains(where: \.question.looksOutside),
            let age = schedule.age(of: .watch, at: now)
        else { return nil }
        return now - age + Schedule.outsidePause
    }

    /// Takes a snapshot over and asks for the next one.
    mutating func take(_ snapshot: SupervisorSnapshot) -> [Command] {
        let before = live.snapshot
        let isNew = before?.revision != snapshot.revision
        let isHasty = !isNew && !schedule.isSlow(.snapshot, at: now)
        schedule.answer(.snapshot, at: now, isHasty ? .hasty : .good)
        for status in snapshot.components {
            let old = before?.components.first { $0.name == status.name }
            live.changes.note(.state(status.name), from: old?.state, to: status.state, at: now)
            live.changes.note(
                .restarts(status.name), from: old?.restarts, to: status.restarts, at: now)
            if old?.state != status.state, status.state == .ready {
                schedule.hurry(.shop, at: now)
            }
        }
        if let before { announce(snapshot.notices.filter { $0.sequence > before.lastNotice }) }
        for status in snapshot.components where status.name.component == "account" {
            if let port = status.port { live.names[port] = status.name }
        }
        // Ports of instances long gone are not kept for ever.
        if live.names.count > 64 { live.names = [:] }
        live.snapshot = snapshot
        return isNew ? lookAgain() : []
    }

    /// Takes log lines over and asks for the next ones.
    mutating func take(_ page: LogPage) -> [Command] {
        let isHasty = page.lines.isEmpty && !schedule.isSlow(.logs, at: now)
        schedule.answer(.logs, at: now, isHasty ? .hasty : .good)
        logs.append(page)
        return page.lines.isEmpty ? [] : lookAgain()
    }

    /// Takes over how often a component's evidence may have changed.
    mutating func take(_ count: Int, of endpoint: Endpoint) -> [Command] {
        let before = live.changeCounts.updateValue(count, forKey: endpoint)
        let isHasty = before == count && !schedule.isSlow(.changes(endpoint), at: now)
        schedule.answer(.changes(endpoint), at: now, isHasty ? .hasty : .good)
        return before == count ? [] : lookAgain()
    }

    /// Says in the footer's place what must not be missed on any screen.
    private mutating func announce(_ notices: [Notice]) {
        guard let notice = notices.last(where: { $0.kind == .fileRefused || $0.kind == .gaveUp })
        else { return }
        let said = notice.text(in: language)
        let text =
            notice.kind == .fileRefused
            ? words.live.fileRefused(said)
            : [notice.component?.description, said].compactMap { $0 }.joined(separator: " ")
        refuse(text)
    }

    /// Takes over what the components said of themselves.
    mutating func take(_ answers: [ComponentID: JSONValue]) {
        let measured = Measurements(answers)
        schedule.answer(.evidence, at: now)
        // Another ledger keeps the money now.
        if measured.bookstore?.binding != live.measured.bookstore?.binding {
            schedule.wake(.shop, at: now)
        }
        live.changes.note(
            .sold, from: live.measured.bookstore?.booksSold, to: measured.bookstore?.booksSold,
            at: now)
        if let bookstore = measured.bookstore { live.count(bookstore, at: now) }
        if let tracer = measured.tracer { live.count(tracer, at: now) }
        live.measured = measured
        // Only what two readings say is shown.
        if live.invariant.take(measured) { schedule.wake(.evidence, at: now) }
    }
}

extension SupervisorSnapshot {
    /// The sequence of the newest notice; less than any when there is none.
    fileprivate var lastNotice: Int {
        notices.last?.sequence ?? Int.min
    }
}
