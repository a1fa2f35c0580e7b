import Foundation
import HomeFiles
import LabKit
import LabRuntime
import Supervisor
import Synchronization
import TestSupport
import Wire

/// A workshop that behaves as the real one does and runs nothing: what labs are tested on.
///
/// Its time moves only when somebody waits.
final class WorkshopDouble: Sendable {
    struct Shop {
        var orders = 0
        var paidLocally = 0
        var paidRemotely = 0
        var refusals: [String: Int] = [:]
    }

    struct State {
        var isUp = true
        var elapsed = Duration.zero
        var files: HomeDeclarations?
        var applied: HomeReader.Texts?
        var components: [ComponentID: ComponentStatus] = [:]
        var launches = 0
        var questions = 0
        var shop = Shop()
        var payments = 0
        var calls: [ComponentID: Int] = [:]
        /// What each running account has been paid since it started.
        var paymentsHere: [ComponentID: Int] = [:]
        /// What the tracer and Lookout know.
        var seen = Seen()
        /// Components that are said to run and say nothing.
        var silent: Set<ComponentID> = []
        /// What happens while somebody waits for a change, one after the other.
        var comings: [@Sendable (inout State) -> Void] = []
        /// What was done, in order.
        var log: [String] = []
    }

    static let bookstore = ComponentID("bookstore")
    static let registry = ComponentID("registry")
    static let tracer = ComponentID("tracer")
    static let lookout = ComponentID("lookout")
    static let service = "\(ServiceDeclaration.balance):1.0"

    let layout: HomeLayout
    let state = Mutex(State())

    init(_ folder: ScratchFolder) throws {
        layout = HomeLayout(
            home: folder.file("home"), environment: ["XDG_RUNTIME_DIR": folder.file("run")],
            userID: 0, workingDirectory: "/")
        for name in ["bookstore.yaml", "account.yaml", "workshop.yaml"] {
            let text = try String(
                contentsOfFile: "\(Self.labs.path)/01-microservices/files/\(name)", encoding: .utf8)
            try folder.write(text, to: "home/\(name)")
        }
        try FileManager.default.createDirectory(
            atPath: layout.data, withIntermediateDirectories: true)
        try reload()
    }

    /// Whether it can play a lab: real processes are broken in the others, which Journeys proves on the
    /// program itself.
    static func plays(_ lab: Lab) -> Bool { lab.id == "01-microservices" }

    static let labs = LabsFolder(
        path: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Labs").path)

    func session(_ labs: [Lab] = WorkshopDouble.labs.load().labs) -> LabSession {
        LabSession(
            labs: labs, folder: Self.labs,
            trust: LabTrust(own: Self.labs.path, state: layout.state),
            doors: doors, layout: layout)
    }

    var doors: LabDoors {
        LabDoors(
            snapshot: { self.snapshot() },
            state: { port in self.answer(port) },
            control: { verb, id throws(LabFailure) in try self.control(verb, id) },
            reload: { () throws(LabFailure) in try self.reload() },
            buy: { purchase, _ throws(LabFailure) in self.buy(purchase) },
            askRegistry: { _ throws(LabFailure) in self.state.withLock { $0.questions += 1 } },
            change: { mark, wait in
                self.state.withLock { state in
                    state.elapsed += wait
                    let happen = state.comings.isEmpty ? nil : state.comings.removeFirst()
                    happen?(&state)
                }
                return mark
            },
            ask: { _, _ in .value(["status": 200, "body": [:]]) },
            run: { line, _, _ in
                self.state.withLock { state in
                    state.log.append("run \(line)")
                    state.look(line)
                }
                return CommandOutcome(ending: .ended(status: line == "false" ? 1 : 0))
            },
            timekeeper: Timekeeper(
                now: {
                    let elapsed = self.state.withLock { $0.elapsed }
                    return Moment(
                        elapsed: elapsed, wallMilliseconds: elapsed.components.seconds * 1_000)
                },
                sleep: { duration in self.state.withLock { $0.elapsed += duration } }))
    }

    // MARK: Supervisor

    private func snapshot() -> SupervisorSnapshot? {
        state.withLock { state in
            guard state.isUp else { return nil }
            return SupervisorSnapshot(
                revision: 1,
                components: state.components.values.sorted { $0.name < $1.name })
        }
    }

    func reload() throws(LabFailure) {
        guard state.withLock({ $0.isUp }) else { throw .workshopDown }
        let reader = HomeReader(layout)
        let texts: HomeReader.Texts
        let files: HomeDeclarations
        do throws(FileProblems) {
            texts = try reader.texts().get()
            files = try texts.parse().get()
        } catch {
            throw LabFailure("file_refused", english: error.description, chinese: error.description)
        }
        guard reader.recordApplied(texts) else { return }
        state.withLock { $0.apply(files, layout) }
    }

    private func control(_ verb: LabAction.Verb, _ id: ComponentID) throws(LabFailure) {
        let known = state.withLock { state in
            guard state.components[id] != nil else { return false }
            state.log.append("\(verb.rawValue) \(id)")
            if verb != .start { state.stop(id) }
            if verb != .stop { state.start(id, layout) }
            return true
        }
        if !known { throw LabFailure("unknown_component", english: "\(id)", chinese: "\(id)") }
    }

    // MARK: Components

    private func answer(_ port: Int) -> LabDoors.StateAnswer {
        state.withLock { state in
            guard let component = state.components.values.first(where: { $0.http == port }),
                !state.silent.contains(component.name)
            else { return .noAnswer }
            return .state(state.evidence(of: component.name))
        }
    }

    private func buy(_ purchase: LabAction.Purchase) {
        state.withLock { state in
            state.log.append("buy \(purchase.code)")
            state.report()
            if state.files?.bookstore.balanceBinding == .local {
                state.shop.orders += 1
                state.shop.paidLocally += 1
            } else if let provider = state.providers.min(by: {
                (state.calls[$0] ?? 0, $0) < (state.calls[$1] ?? 0, $1)
            }) {
                state.calls[provider, default: 0] += 1
                state.paymentsHere[provider, default: 0] += 1
                state.shop.orders += 1
                state.shop.paidRemotely += 1
                state.payments += 1
            } else {
                state.shop.refusals["account_unreachable", default: 0] += 1
            }
        }
    }
}

extension WorkshopDouble.State {
    /// Who offers the account under the bookstore's id.
    var providers: [ComponentID] {
        guard let files, files.account.uniqueID == files.bookstore.uniqueID,
            files.account.isPublished
        else { return [] }
        return components.values.filter { $0.name.component == "account" && $0.state == .ready }
            .map(\.name).sorted()
    }

    mutating func apply(_ new: HomeDeclarations, _ layout: HomeLayout) {
        let old = files
        files = new
        let accounts = (1...new.account.instances).map { ComponentID("account", ordinal: $0) }
        for id in components.keys where id.component == "account" && !accounts.contains(id) {
            components[id] = nil
        }
        let prepared = [WorkshopDouble.registry, WorkshopDouble.tracer, WorkshopDouble.lookout]
        for id in prepared + accounts + [WorkshopDouble.bookstore] {
            let isAccount = id.component == "account"
            let isNew = components[id] == nil
            if isNew { components[id] = ComponentStatus(name: id, state: .stopped) }
            let wanted = !isAccount || new.account.isPublished
            let wasWanted = !isAccount || old?.account.isPublished ?? false
            if !wanted {
                stop(id)
            } else if isNew || !wasWanted {
                start(id, layout)
            } else if id == WorkshopDouble.bookstore, old?.bookstore != new.bookstore {
                stop(id)
                start(id, layout)
            }
        }
    }

    mutating func stop(_ id: ComponentID) {
        components[id] = ComponentStatus(name: id, state: .stopped)
    }

    mutating func start(_ id: ComponentID, _ layout: HomeLayout) {
        guard components[id]?.state != .ready else { return }
        launches += 1
        paymentsHere[id] = 0
        components[id] = ComponentStatus(
            name: id, state: .ready, pid: Int32(launches), port: 10_000 + launches,
            http: 10_000 + launches, instance: "i\(launches)")
        if id == WorkshopDouble.registry { questions = 0 }
        if id == WorkshopDouble.tracer { seen.forgetTraces() }
        if id == WorkshopDouble.lookout { seen.asked = [:] }
        if id == WorkshopDouble.bookstore {
            calls = [:]
            if FileManager.default.createFileIfMissing(layout.stockDatabase) { shop = .init() }
        }
        if id == WorkshopDouble.bookstore || id.component == "account",
            FileManager.default.createFileIfMissing(layout.balanceDatabase)
        {
            payments = 0
        }
    }

    func evidence(of id: ComponentID) -> JSONValue {
        guard let files else { return [:] }
        let isBolt = files.bookstore.balanceBinding == .bolt
        func name(_ id: String) -> String {
            WorkshopDouble.service + (id.isEmpty ? "" : ":\(id)")
        }
        switch id.component {
        case "bookstore":
            let known = providers.map { id -> JSONValue in
                ["address": .string("\(id)"), "calls": .number(Double(calls[id] ?? 0))]
            }
            return [
                "uniqueId": .string(files.bookstore.uniqueID), "inDoubt": 0,
                "binding": .string(files.bookstore.balanceBinding.rawValue),
                "orders": .number(Double(shop.orders)), "booksSold": .number(Double(shop.orders)),
                "users": 1, "booksInDoubt": 0,
                "booksLeft": .number(Double(50_000 - shop.orders)),
                "paidLocally": .number(Double(shop.paidLocally)),
                "paidRemotely": .number(Double(shop.paidRemotely)),
                "refusals": .object(shop.refusals.mapValues { .number(Double($0)) }),
                // The bookstore also tells of providers that left.
                "providers": .array(isBolt ? known + [["address": "gone", "calls": 0]] : []),
            ]
        case "registry":
            var services: [JSONValue] = []
            if !providers.isEmpty || isBolt {
                services.append([
                    "name": .string(name(files.bookstore.uniqueID)),
                    "providers": .array(providers.map { ["address": .string("\($0)")] }),
                    "subscribers": isBolt ? 1 : 0,
                ])
            }
            return ["questions": .number(Double(questions)), "services": .array(services)]
        case "tracer": return seen.tracer
        case "lookout": return lookout
        default:
            return [
                "payments": .number(Double(payments)),
                "paymentsHere": .number(Double(paymentsHere[id] ?? 0)),
                "uniqueId": .string(files.account.uniqueID),
            ]
        }
    }
}

extension FileManager {
    /// True when the file was missing.
    fileprivate func createFileIfMissing(_ path: String) -> Bool {
        !fileExists(atPath: path) && createFile(atPath: path, contents: Data("x".utf8))
    }
}
