import LabKit
import Wire

extension Model {
    /// Every question that is due now.
    mutating func questions() -> [Command] {
        var commands: [Command] = []
        if schedule.isDue(.snapshot, at: now) { commands.append(askSnapshot()) }
        if schedule.isDue(.logs, at: now) { commands.append(askLogs()) }
        if labs.labs == nil || isProjecting, schedule.isDue(.labs, at: now) {
            schedule.ask(.labs, at: now)
            commands.append(.loadLabs)
        }
        let endpoints = live.endpoints
        if !endpoints.isEmpty, schedule.isDue(.evidence, at: now) {
            schedule.ask(.evidence, at: now)
            commands.append(.measure(endpoints))
        }
        if let port = live.bookstorePort, schedule.isDue(.shop, at: now) {
            schedule.ask(.shop, at: now)
            commands.append(.loadShop(user: settings.user, port: port))
        }
        if let step = watchedStep, schedule.isDue(.watch, at: now) {
            schedule.ask(.watch, at: now)
            commands.append(.check(step, .watching))
        }
        return commands
    }

    private mutating func askSnapshot() -> Command {
        schedule.ask(.snapshot, at: now)
        return .fetchSnapshot(after: live.snapshot?.revision)
    }

    private mutating func askLogs() -> Command {
        schedule.ask(.logs, at: now)
        return .fetchLogs(after: logs.next)
    }

    /// Something happened that may have changed a check: looks at once, and at most once between two
    /// ticks, so that a flood of lines is no flood of checks.
    mutating func lookAgain() -> [Command] {
        schedule.wake(.evidence)
        schedule.wake(.shop)
        schedule.hurry(.watch)
        guard let step = watchedStep, labs.lookedAt != now,
            schedule.isIdle(.watch, at: now)
        else { return [] }
        labs.lookedAt = now
        schedule.ask(.watch, at: now)
        return [.check(step, .watching)]
    }

    /// The step whose checks are kept fresh: the open one while it is to do.
    private var watchedStep: StepKey? {
        if isProjecting { return projectedKey }
        guard screen == .labs, labs.busy == nil, let key = labs.key,
            labs.progress[key].state != .passed
        else { return nil }
        return key
    }

    /// Takes a snapshot over and asks for the next one.
    mutating func take(_ snapshot: SupervisorSnapshot) -> [Command] {
        let isSlow = schedule.answer(.snapshot, at: now)
        let before = live.snapshot
        for status in snapshot.components {
            let old = before?.components.first { $0.name == status.name }
            live.changes.note(.state(status.name), from: old?.state, to: status.state, at: now)
            live.changes.note(
                .restarts(status.name), from: old?.restarts, to: status.restarts, at: now)
            if old?.state != status.state, status.state == .ready { schedule.hurry(.shop) }
        }
        if let before { announce(snapshot.notices.filter { $0.sequence > before.lastNotice }) }
        for status in snapshot.components where status.name.component == "account" {
            if let port = status.port { live.names[port] = status.name }
        }
        // Ports of instances long gone are not kept for ever.
        if live.names.count > 64 { live.names = [:] }
        live.snapshot = snapshot
        // An answer that came at once with nothing new is not followed by a question at once.
        guard before?.revision != snapshot.revision || isSlow else { return [] }
        let looks = before?.revision == snapshot.revision ? [] : lookAgain()
        return [askSnapshot()] + looks
    }

    /// Takes log lines over and asks for the next ones.
    mutating func take(_ page: LogPage) -> [Command] {
        let isSlow = schedule.answer(.logs, at: now)
        logs.append(page)
        guard !page.lines.isEmpty || isSlow else { return [] }
        return [askLogs()] + (page.lines.isEmpty ? [] : lookAgain())
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
        schedule.answer(.evidence, at: now, new: measured != live.measured)
        live.changes.note(
            .sold, from: live.measured.bookstore?.booksSold, to: measured.bookstore?.booksSold,
            at: now)
        if let bookstore = measured.bookstore {
            live.count(bookstore, at: now)
        }
        live.measured = measured
    }
}

extension SupervisorSnapshot {
    /// The sequence of the newest notice; less than any when there is none.
    fileprivate var lastNotice: Int {
        notices.last?.sequence ?? Int.min
    }
}
