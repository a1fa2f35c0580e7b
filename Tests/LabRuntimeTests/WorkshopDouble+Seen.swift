import HomeFiles
import LabKit
import Wire

extension WorkshopDouble {
    /// What the tracer and Lookout of the double know.
    struct Seen {
        struct Trace {
            var services: [String]
            var hasFailed = false
        }

        var traces: [Trace] = []
        /// Those that somebody looked at, the newest first.
        var shown: [Trace] = []
        /// Queries by the name they ask for.
        var asked: [String: Int] = [:]

        mutating func forgetTraces() {
            traces = []
            shown = []
        }

        /// The tracer's evidence.
        var tracer: JSONValue {
            let links = traces.filter { $0.services.count == 2 }.prefix(1).map { trace in
                JSONValue.object([
                    "parent": .string(trace.services[0]), "child": .string(trace.services[1]),
                ])
            }
            return [
                "services": .array(Set(traces.flatMap(\.services)).sorted().map { .string($0) }),
                "failedTraces": .number(Double(traces.count { $0.hasFailed })),
                "links": .array(links),
                "shown": .array(
                    shown.map {
                        [
                            "root": "post /purchase", "error": .bool($0.hasFailed),
                            "services": .array($0.services.map { .string($0) }),
                        ]
                    }),
            ]
        }
    }
}

extension WorkshopDouble.State {
    /// A purchase is about to be made: those who have the tracer's address report it.
    mutating func report() {
        guard let files, files.bookstore.tracer != nil else { return }
        var trace = WorkshopDouble.Seen.Trace(services: [files.bookstore.name])
        if files.bookstore.balanceBinding == .bolt {
            if providers.isEmpty {
                trace.hasFailed = true
            } else if files.account.tracer != nil {
                trace.services.append(files.account.name)
            }
        }
        seen.traces.append(trace)
    }

    /// A command is run that looks at what is known.
    mutating func look(_ line: String) {
        if line.hasSuffix("workshop trace show last"), let last = seen.traces.last {
            seen.shown.insert(last, at: 0)
        }
        let name = "rpc.consumer.service.stats.total_count.count"
        if line.hasPrefix("workshop metrics query"), line.contains(name) {
            seen.asked[name, default: 0] += 1
        }
    }

    /// Lookout's evidence.
    var lookout: JSONValue {
        guard let files else { return [:] }
        let reporting = [
            ("bookstore", files.bookstore.name, files.bookstore.lookout),
            ("account", files.account.name, files.account.lookout),
        ].filter { component, _, address in
            address != nil && components[ComponentID(component)]?.state == .ready
        }
        let count = calls.values.reduce(0, +)
        return [
            "targets": .array(reporting.map { ["app": .string($0.1), "up": true] }),
            "calls": reporting.contains { $0.0 == "bookstore" } && count > 0
                ? [["app": .string(files.bookstore.name), "count": .number(Double(count))]] : [],
            "asked": .array(
                seen.asked.map { ["name": .string($0.key), "times": .number(Double($0.value))] }),
        ]
    }
}
