import BookstoreAPI
import Canvas
import LabKit
import Testing
import Wire

@testable import WorkshopUI

/// Models as a session would have them, by sending messages only.
enum Fixture {
    /// 24 June 2019, 09:41:00 in Shanghai.
    static let start: Int64 = 1_561_340_460_000

    static let registry = ComponentID("registry")
    static let bookstore = ComponentID("bookstore")
    static let account = ComponentID("account")
    static let second = ComponentID("account", ordinal: 2)

    static let settings = Settings(
        orderSeed: "s1", secondsFromUTC: 28_800, canCopy: true, canEdit: true)

    /// A model of a size; nothing has arrived.
    static func empty(
        _ language: Language = .english, _ size: Size = Size(width: 80, height: 24),
        settings: Settings = settings
    ) -> Model {
        Model(settings: settings, language: language, size: size)
    }

    /// A model to which everything has arrived: a monolith, or split in two.
    static func ready(
        _ language: Language = .english, _ size: Size = Size(width: 80, height: 24),
        split: Bool = false, settings: Settings = settings
    ) throws -> Model {
        var model = empty(language, size, settings: settings)
        _ = model.update(.ticked(start))
        let progress = split ? splitProgress : LabProgress()
        _ = model.update(.labsArrived([try Labs.microservices()], progress))
        _ = model.update(.snapshotArrived(snapshot(split: split)))
        for endpoint in model.live.endpoints { _ = model.update(.changed(endpoint, 1)) }
        _ = model.update(.logsArrived(logs))
        for (time, orders) in [(0, 0), (3_000, 1), (6_000, 2)] {
            _ = model.update(.ticked(start + Int64(time)))
            _ = model.update(.measured(evidence(split: split, orders: orders)))
        }
        _ = model.update(.snapshotArrived(snapshot(split: split)))
        _ = model.update(.logsArrived(LogPage(lines: [], next: 7, dropped: 0)))
        _ = model.update(.shopArrived(shop(split: split)))
        _ = model.update(.shopArrived(shop(split: split)))
        // Later than a second after the last change, so that nothing is bold by accident.
        _ = model.update(.ticked(start + 7_500))
        // All that answers at once has answered, all that waits is waiting.
        _ = model.update(.measured(evidence(split: split, orders: 2)))
        _ = model.update(.shopArrived(shop(split: split)))
        return model
    }

    static var splitProgress: LabProgress {
        var progress = LabProgress()
        for step in ["open-and-buy", "look-into-registry"] {
            progress.handle(
                .checked(StepKey(lab: Labs.id, step: step), passed: true), atMilliseconds: start)
        }
        progress.handle(
            .skipped(StepKey(lab: Labs.id, step: "set-unique-id")), atMilliseconds: start)
        return progress
    }

    static func snapshot(split: Bool = false, revision: Int = 4) -> SupervisorSnapshot {
        var components = [
            ComponentStatus(
                name: registry, state: .ready, pid: 4_711, port: 9_600, http: 9_603,
                instance: "a", uptimeSeconds: 734, residentBytes: 14_230_000),
            ComponentStatus(
                name: bookstore, state: .ready, pid: 4_712, port: 8_080, http: 8_080,
                instance: "b", uptimeSeconds: 734, restarts: 1, residentBytes: 18_010_000),
            ComponentStatus(
                name: account, state: .stopped),
        ]
        if split {
            components[2] = ComponentStatus(
                name: account, state: .ready, pid: 4_713, port: 12_200, http: 40_123,
                instance: "c", uptimeSeconds: 61, residentBytes: 15_700_000)
            components.append(
                ComponentStatus(
                    name: second, state: .failed, restarts: 5,
                    cause: Cause(.exited, "1").and(.said, "cannot open data/balance.db")))
        }
        return SupervisorSnapshot(
            revision: revision, components: components,
            notices: [
                Notice(
                    sequence: 1, timeMilliseconds: start + 2_000, kind: .fileApplied,
                    component: nil, text: "bookstore.yaml"),
                Notice(
                    sequence: 2, timeMilliseconds: start + 3_000, kind: .ready,
                    component: bookstore, text: ""),
            ])
    }

    static func evidence(split: Bool, orders: Int) -> [ComponentID: JSONValue] {
        let providers: JSONValue =
            split ? [["address": "127.0.0.1:12200", "calls": .number(Double(orders))]] : []
        var evidence: [ComponentID: JSONValue] = [
            bookstore: [
                "binding": split ? "bolt" : "local", "orders": .number(Double(orders)),
                "booksSold": .number(Double(orders)), "inDoubt": 0, "providers": providers,
                "registryConnected": true,
            ],
            registry: ["services": []],
        ]
        if split {
            evidence[registry] = [
                "services": [
                    [
                        "name": "io.sofastack.balancemng.facade.BalanceMngFacade:1.0:user0",
                        "version": 3, "subscribers": 1,
                        "providers": [
                            [
                                "address": "127.0.0.1:12200", "weight": 100, "app": "balance_mng",
                                "since": .number(Double(start)),
                            ]
                        ],
                    ]
                ]
            ]
            evidence[account] = [
                "payments": .number(Double(orders)), "paymentsHere": .number(Double(orders)),
                "published": ["BalanceMngFacade:1.0:user0"], "registryConnected": true,
            ]
        }
        return evidence
    }

    static let books: [Book] = [
        book("00001", "未来架构: 从服务化到云原生", ["张亮", "吴晟", "敖小剑", "宋净超"], 99, owned: 2),
        book(
            "00002", "Cloud Native Go: 构建基于Go和React的云原生Web应用与微服务",
            ["Kevin Hoffman", "宋净超"], 69),
        book(
            "00003", "云原生Java: Spring Boot、Spring Cloud与Cloud Foundry弹性系统设计",
            ["Josh Long", "张若飞", "宋净超"], 128),
        book("00004", "Python云原生: 构建应对海量用户数据的高可扩展Web应用", ["Manish Sethi", "宋净超"], 89),
        book("00005", "深入浅出Istio: Service Mesh快速入门与实践", ["崔秀龙"], 79),
    ]

    private static func book(
        _ code: String, _ name: String, _ authors: [String], _ yuan: Int64, owned: Int = 0
    ) -> Book {
        Book(
            productCode: code, name: name, authors: authors, price: Money(yuan: yuan),
            stockCount: 10_000 - owned, ownedCount: owned == 0 ? nil : owned)
    }

    static func shop(split: Bool) -> ShopReading {
        ShopReading(
            user: "user0", balance: Money(yuan: 999_802), books: books,
            orders: [
                order("s0-2", time: start + 5_000, split ? .remote : .local),
                order("s0-1", time: start + 2_000, .local),
            ])
    }

    static func order(
        _ id: String, time: Int64, _ route: Order.Route, _ status: Order.Status = .paid
    ) -> Order {
        Order(
            orderId: id, productCode: "00001", count: 1, total: Money(yuan: 99), status: status,
            paidBy: route, time: time)
    }

    static let logs = LogPage(
        lines: [
            line(1, registry, "listening on 127.0.0.1:9600 and 9603"),
            line(2, bookstore, "opened data/stock.db, 5 products"),
            line(3, bookstore, "listening on 127.0.0.1:8080"),
            line(4, bookstore, "order s0-1: 1 of 00001 for user0, 99.00, paid locally in 1.2 ms"),
            line(
                5, registry,
                "client 127.0.0.1:50112 asked which services there are, and the answer was an empty list of services"
            ),
            line(6, bookstore, "order s0-2: 1 of 00001 for user0, 99.00, paid locally in 0.9 ms"),
            line(7, bookstore, "配置文件 bookstore.yaml 已应用"),
        ], next: 7, dropped: 0)

    private static func line(_ sequence: Int, _ component: ComponentID, _ text: String) -> LogLine {
        LogLine(
            sequence: sequence, timeMilliseconds: start + Int64(sequence) * 500,
            component: component, text: text)
    }
}

extension Model {
    /// Presses keys one after the other; gives the commands of all of them.
    @discardableResult
    mutating func press(_ keys: Key...) -> [Command] {
        keys.flatMap { update(.keyPressed($0)) }
    }

    /// Types characters.
    @discardableResult
    mutating func type(_ text: String) -> [Command] {
        text.flatMap { update(.keyPressed(.character($0))) }
    }

    /// What is on the screen, without blanks at the ends of the rows.
    var screenRows: [String] {
        var frame = Frame(size)
        view(self, into: &frame)
        return frame.rows.map { row in
            var row = Substring(row)
            while row.last == " " { row = row.dropLast() }
            return String(row)
        }
    }

    /// The whole screen as one text.
    var screenText: String { screenRows.joined(separator: "\n") }
}
