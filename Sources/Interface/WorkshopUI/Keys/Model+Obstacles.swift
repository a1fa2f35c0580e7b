import LabKit
import Wire

extension Model {
    /// Why an action cannot be done now, in the current language; nil when it can.
    ///
    /// The footer leaves such keys out; pressing one shows the reason in the footer's place.
    func obstacle(to action: Action) -> String? {
        switch action {
        case .check, .answer, .run, .hint, .solve, .reset, .skip, .next, .previous, .edit:
            stepObstacle(to: action)
        case .resetLab:
            labs.isResetting || labs.busy != nil
                ? words.labs.busy : resettableLab == nil ? lockedReason : nil
        case .copy: copyObstacle
        case .page: settings.canEdit ? nil : words.common.noPager
        case .mouse: settings.hasMouse ? nil : words.common.noMouse
        case .language: settings.canWriteChinese ? nil : words.common.noChinese
        case .order:
            live.bookstorePort == nil || shop.book == nil
                ? words.shop.keyNeedsBookstore : shop.underway != nil ? words.shop.keyBusy : nil
        case .less, .more: shop.book == nil ? words.shop.keyNeedsBookstore : nil
        case .askAgain:
            shop.inDoubt.isEmpty
                ? words.shop.keyNothingInDoubt
                : live.bookstorePort == nil
                    ? words.shop.keyNeedsBookstore : shop.underway != nil ? words.shop.keyBusy : nil
        case .kill where screen == .transactions: strikeObstacle(to: action)
        case .pause, .resume, .slow, .drop, .duplicate, .fillDisk: strikeObstacle(to: action)
        case .heal: breaking.isUnderway ? words.breaking.busy : nil
        case .force, .keepRows, .skipRows: choiceObstacle
        case .open where screen == .transactions:
            transactions.selected == nil ? words.transactions.nothingSelected : nil
        case .start, .stop, .restart, .kill: controlObstacle(to: action)
        case .projector: settings.isProjector ? words.keys.onlyProjector : nil
        case .askRegistry: registryPort == nil ? words.registry.notReady : nil
        case .compare,
            .open where screen == .traces:
            traces.open?.waterfall == nil && traces.selected == nil
                ? words.traces.nothingSelected : nil
        case .showLogs: lineOfOpenTrace == nil ? words.traces.noLines : nil
        case .showTrace: showTraceObstacle
        case .onlyFailed, .slower: tracerPort == nil ? words.traces.notReady : nil
        case .query: lookoutPort == nil ? words.metrics.nothingMeasured : nil
        case .zoomIn: metrics.zoom == 0 ? words.metrics.noZoom : nil
        case .zoomOut:
            metrics.zoom == MetricsState.spans.count - 1 ? words.metrics.noZoom : nil
        case .showTraces: selectedNode?.application == nil ? words.topology.noTraces : nil
        case .follow: logs.anchor == nil ? words.logs.following : nil
        case .nextMatch, .previousMatch: logs.search.isEmpty ? words.logs.noSearch : nil
        default: nil
        }
    }

    private func stepObstacle(to action: Action) -> String? {
        guard let key = labs.key, let step = labs.step, let lab = labs.lab,
            let index = labs.stepIndex
        else { return words.labs.noStepOpen }
        let text = words.labs
        switch action {
        case .next: return index + 1 < lab.steps.count ? nil : text.noNext
        case .previous: return index > 0 ? nil : text.noPrevious
        case .edit:
            if stepFiles.isEmpty { return text.noFile }
            return settings.canEdit ? nil : text.noEditor
        case .answer where step.quiz == nil: return text.noQuestion
        case .run where stepCommands.isEmpty: return text.noCommand
        case .hint:
            if step.hints.isEmpty { return text.noHints }
            return labs.hints[key, default: 0] < step.hints.count ? nil : text.noMoreHints
        case .skip where labs.progress[key].state == .passed: return text.alreadyPassed
        case .solve where step.solve.isEmpty: return text.cannotSolve
        default: return labs.busy == nil && !labs.isResetting ? nil : text.busy
        }
    }

    private var showTraceObstacle: String? {
        if traceToShow == nil {
            return screen == .shop ? words.traces.noTraceOfOrder : words.traces.noTraceInLine
        }
        return tracerPort == nil ? words.traces.notReady : nil
    }

    private var copyObstacle: String? {
        if screen == .labs, labs.step == nil { return words.labs.noStepOpen }
        if copyText == nil {
            return screen == .metrics ? words.metrics.nothingToCopy : words.labs.nothingToCopy
        }
        return settings.canCopy ? nil : words.labs.noClipboard
    }

    private func controlObstacle(to action: Action) -> String? {
        guard let status = selectedComponent else { return words.system.noComponent }
        let name = status.name.description
        if system.underway[status.name] != nil { return words.system.isBusy(name) }
        let runs = status.state != .stopped && status.state != .failed
        if action == .start { return runs ? words.system.alreadyRuns(name) : nil }
        if action == .restart, status.state == .failed { return nil }
        return runs ? nil : words.system.doesNotRun(name)
    }
}
