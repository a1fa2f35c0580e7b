import Canvas
import LabKit
import RegistryAPI
import Wire

extension Scene {
    /// What the registry answered, one thing a row.
    func rows(of question: RegistryQuestion, width: Int) -> [Line] {
        let text = words.registry
        let asked = Line("GET http://127.0.0.1:\(question.port)/services", .dim)
        switch question.outcome {
        case .asking: return [asked, .blank, Line(text.asking, .underway)]
        case .refused(let reason):
            let wrap = StyledWrap(width: width, indent: 2, widths: widths)
            return [asked, .blank]
                + wrap.lines(of: [refusalSign, Span(reason[model.language])])
        case .services(let services, let microseconds):
            let time = Numbers.milliseconds(microseconds)
            var rows = [asked.right(text.answered(time), .dim), .blank]
            if services.isEmpty {
                rows += wrapped(text.empty, width)
                rows += wrapped(text.emptyMeans, width, .dim)
            }
            for service in services { rows += serviceRows(service, width) }
            return rows
        }
    }

    private func serviceRows(_ service: ServiceListing, _ width: Int) -> [Line] {
        let text = words.registry
        let count = joined(
            words.system.providers(String(service.providers.count)),
            words.system.subscribers(String(service.subscribers)))
        var rows = wrapped(service.name, width, .title)
        rows.append(
            Line("  " + joined(count, text.version(Numbers.grouped(Int(service.version)))), .dim))
        if service.providers.isEmpty {
            rows.append(
                Line([
                    Span("  "), sign(.stopped), Span(" \(words.system.noProviders)", .underway),
                ]))
        }
        for provider in service.providers {
            let since = words.system.since(clock(provider.since))
            rows.append(
                Line([Span("  "), sign(.ready), Span(" \(provider.address)")])
                    .adding("  \(provider.app)", .dim)
                    .right(since, .dim))
        }
        return rows
    }

    /// The keys that close the answer.
    var registryKeys: [Span] {
        [Span("Enter", .focus), Span(" \(words.keys[.closeAnswer].word)", .dim)]
    }

    /// Draws the answer as a box in the middle of the body.
    func draw(_ question: RegistryQuestion, into frame: inout Frame) {
        let width = min(72, max(20, frame.width - 4))
        let content = rows(of: question, width: width - 4)
        let room = max(1, frame.height - 6)
        var shown = Array(content.prefix(room))
        if content.count > room {
            let more = words.common.linesBelow(Numbers.grouped(content.count - room + 1))
            shown[room - 1] = Line().right(more, .dim)
        }
        drawBox(
            shown + [.blank, Line(registryKeys)], width: width, title: words.registry.title,
            into: &frame)
    }
}
