import Testing

/// Who may import whom: the arrows of the house all go one way, from higher ranks to lower ones.
@Suite struct LayeringTests {
    /// A target: where it lives, its rank, which targets of ours it may import, and which others.
    struct Room {
        let path: String
        let rank: Int
        let ours: Set<String>
        let others: Set<String>
    }

    static let nio: Set<String> = ["NIOCore", "NIOPosix", "NIOConcurrencyHelpers"]
    static let service: Set<String> =
        nio.union([
            "Hummingbird", "HTTPTypes", "Logging", "CoreMetrics", "ServiceLifecycle", "Foundation",
            "Glibc",
        ])

    static let rooms: [String: Room] = [
        "Canvas": Room(path: "Terminal/Canvas", rank: 0, ours: [], others: []),
        "Wire": Room(path: "Wire", rank: 0, ours: [], others: []),
        "Faults": Room(path: "Faults", rank: 1, ours: ["Wire"], others: ["Glibc", "Foundation"]),
        "LongPoll": Room(path: "LongPoll", rank: 0, ours: [], others: []),
        "Curses": Room(
            path: "Terminal/Curses", rank: 1, ours: ["Canvas", "Wire", "CNcurses", "CTerminal"],
            others: ["Glibc"]),
        "HTTPClient": Room(
            path: "HTTPClient", rank: 1, ours: ["Wire"], others: nio.union(["NIOHTTP1", "Tracing"])),
        "Bolt": Room(
            path: "Bolt", rank: 1, ours: ["Wire"],
            others: nio.union([
                "Logging", "CoreMetrics", "Tracing", "HeapModule", "OrderedCollections", "Glibc",
            ])),
        "Storage": Room(
            path: "Storage", rank: 1, ours: ["Wire", "LongPoll"],
            others: ["GRDB", "CoreMetrics", "Tracing", "Foundation", "Glibc"]),
        "Telemetry": Room(
            path: "Telemetry", rank: 1, ours: ["Wire", "TracerAPI"],
            others: ["Logging", "CoreMetrics", "Glibc", "Tracing"]),
        "TracerAPI": Room(
            path: "Components/Tracer/API", rank: 1, ours: ["Wire"], others: ["Foundation"]),
        "HomeFiles": Room(
            path: "HomeFiles", rank: 1, ours: ["Wire"], others: ["Yams", "Glibc"]),
        "LabKit": Room(path: "LabKit", rank: 1, ours: ["Wire"], others: ["Yams"]),
        "RegistryAPI": Room(
            path: "Components/Registry/API", rank: 1, ours: ["Wire"], others: ["Foundation"]),
        "BookstoreAPI": Room(
            path: "Components/Bookstore/API", rank: 1, ours: ["Wire"],
            others: ["FoundationEssentials"]),
        "AccountAPI": Room(
            path: "Components/Account/API", rank: 2, ours: ["Wire", "Bolt", "CoordinatorAPI"],
            others: ["SwiftProtobuf", "Foundation"]),
        "RegistryClient": Room(
            path: "Components/Registry/Client", rank: 2,
            ours: ["Wire", "LongPoll", "RegistryAPI", "Bolt"],
            others: service.union(["SwiftProtobuf", "Tracing"])),
        "RegistryCore": Room(
            path: "Components/Registry/Core", rank: 2, ours: ["Wire", "RegistryAPI"], others: []),
        "LookoutAPI": Room(
            path: "Components/Lookout/API", rank: 1, ours: ["Wire"],
            others: ["FoundationEssentials"]),
        "LookoutCore": Room(
            // Of Glibc it takes logarithms and powers.
            path: "Components/Lookout/Core", rank: 2, ours: ["LookoutAPI"], others: ["Glibc"]),
        "CoordinatorAPI": Room(
            path: "Components/Coordinator/API", rank: 1, ours: ["Wire"],
            others: ["Foundation"]),
        "CoordinatorCore": Room(
            path: "Components/Coordinator/Core", rank: 2, ours: ["Wire", "CoordinatorAPI"],
            others: ["DequeModule", "HeapModule"]),
        "Seata": Room(
            path: "Seata", rank: 1, ours: ["Wire", "CoordinatorAPI"],
            others: nio.union(["Logging"])),
        "Transactions": Room(
            path: "Transactions", rank: 2,
            ours: ["Wire", "CoordinatorAPI", "Seata", "Storage", "Faults"],
            others: ["Foundation", "Logging", "Tracing", "ServiceLifecycle"]),
        "Supervisor": Room(
            path: "Supervisor", rank: 2, ours: ["Wire", "HTTPClient", "LongPoll"],
            others: service.union([
                "Subprocess", "SystemPackage", "DequeModule", "UnixSignals", "CDispatch",
            ])),
        "ComponentRuntime": Room(
            path: "Components/Runtime", rank: 2,
            ours: ["Wire", "Telemetry", "HTTPClient", "LongPoll", "LookoutAPI", "Faults"],
            others: service.union(["UnixSignals", "Tracing"])),
        "WorkshopUI": Room(
            path: "Interface/WorkshopUI", rank: 2,
            ours: [
                "Canvas", "Wire", "LabKit", "BookstoreAPI", "RegistryAPI", "TracerAPI",
                "LookoutAPI", "CoordinatorAPI", "Faults",
            ], others: []),
        "CoordinatorService": Room(
            path: "Components/Coordinator/Service", rank: 3,
            ours: [
                "Wire", "Faults", "LongPoll", "CoordinatorAPI", "CoordinatorCore", "Seata",
                "Storage",
                "ComponentRuntime",
            ], others: service.union(["DequeModule"])),
        "RegistryService": Room(
            path: "Components/Registry/Service", rank: 3,
            ours: [
                "Wire", "LongPoll", "RegistryAPI", "RegistryCore", "RegistryClient", "Bolt",
                "ComponentRuntime", "Telemetry",
            ], others: service.union(["SwiftProtobuf", "Tracing"])),
        "AccountService": Room(
            path: "Components/Account/Service", rank: 3,
            ours: [
                "Wire", "Faults", "LongPoll", "AccountAPI", "RegistryClient", "Bolt", "Storage",
                "ComponentRuntime", "Telemetry", "CoordinatorAPI", "Transactions",
            ],
            others: service.union(["SwiftProtobuf"])),
        "BookstoreService": Room(
            path: "Components/Bookstore/Service", rank: 3,
            ours: [
                "Wire", "Faults", "LongPoll", "BookstoreAPI", "AccountAPI", "RegistryClient",
                "Bolt",
                "Storage", "ComponentRuntime", "Telemetry", "CoordinatorAPI", "Transactions",
            ], others: service),
        "LookoutService": Room(
            path: "Components/Lookout/Service", rank: 3,
            ours: [
                "Wire", "LongPoll", "LookoutAPI", "LookoutCore", "ComponentRuntime", "HTTPClient",
                "Telemetry",
            ], others: service),
        "TracerCore": Room(
            path: "Components/Tracer/Core", rank: 2, ours: ["Wire", "TracerAPI"],
            others: ["DequeModule"]),
        "TracerService": Room(
            path: "Components/Tracer/Service", rank: 3,
            ours: [
                "Wire", "LongPoll", "TracerAPI", "TracerCore", "HTTPClient", "ComponentRuntime",
            ],
            others: service.union(["SwiftProtobuf"])),
        "LabRuntime": Room(
            path: "LabRuntime", rank: 3,
            ours: [
                "Wire", "LabKit", "HomeFiles", "Supervisor", "HTTPClient", "BookstoreAPI",
                "RegistryAPI",
            ], others: ["Foundation", "Glibc"]),
        "WorkshopUIRuntime": Room(
            path: "Interface/WorkshopUIRuntime", rank: 4,
            ours: [
                "Wire", "Canvas", "Curses", "WorkshopUI", "LabKit", "LabRuntime", "Supervisor",
                "HTTPClient", "BookstoreAPI", "RegistryAPI", "TracerAPI", "LookoutAPI",
                "CoordinatorAPI", "Faults",
            ], others: nio.union(["Foundation", "Glibc"])),
    ]

    @Test(arguments: rooms.keys.sorted())
    func `a room imports only what its row names`(name: String) throws {
        let room = try #require(Self.rooms[name])
        let allowed = room.ours.union(room.others).union(["Synchronization"])
        for file in try SourceTree.swiftFiles(below: "Sources/\(room.path)") {
            for module in imports(in: file) where !allowed.contains(module) {
                Issue.record(
                    """
                    \(file.path) imports \(module), which the row of \(name) does not name. \
                    Return a value and let a higher room act, or change the row and say why in \
                    Sources/README.md.
                    """)
            }
        }
    }

    @Test func `every row points down`() {
        let ranks = Self.rooms.mapValues(\.rank).merging(["CNcurses": 0, "CTerminal": 0]) { $1 }
        for (name, room) in Self.rooms {
            for other in room.ours {
                let rank = ranks[other] ?? .max
                #expect(
                    rank < room.rank || (rank == room.rank && rank > 0 && room.rank < 3),
                    "\(name) (rank \(room.rank)) may not name \(other) (rank \(rank))")
            }
        }
    }

    @Test func `every folder of Sources belongs to a row`() throws {
        let paths = Self.rooms.values.map { "Sources/\($0.path)/" } + ["Sources/Workshop/"]
        for file in try SourceTree.swiftFiles(below: "Sources") {
            #expect(paths.contains { file.path.hasPrefix($0) }, "\(file.path) is in no room")
        }
    }

    @Test func `nobody but Curses imports ncurses`() throws {
        for file in try SourceTree.swiftFiles(below: "Sources")
        where imports(in: file).contains("CNcurses") {
            #expect(file.path.hasPrefix("Sources/Terminal/Curses/"), "\(file.path)")
        }
    }

    private func imports(in file: SourceTree.File) -> [String] {
        file.code.compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard let index = words.firstIndex(of: "import"), index <= 2, index + 1 < words.count
            else { return nil }
            let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
            let module = kinds.contains(words[index + 1]) ? words.last ?? "" : words[index + 1]
            return module.split(separator: ".").first.map(String.init)
        }
    }
}
