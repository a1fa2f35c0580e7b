// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is built with: Swift 6, strict concurrency, warnings are errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// How the program is linked in release: nobody links against it, so it exports nothing, and it stands
/// at a fixed address, so that the loader has nothing to relocate in it. Both are memory of every process,
/// and time of every start.
let compact = [
    "-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xclang-linker", "-no-pie",
]

/// A target of ours: in `Sources/`, strict.
func room(
    _ name: String, at path: String, _ dependencies: [Target.Dependency] = [],
    exclude: [String] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(path)", exclude: exclude,
        swiftSettings: strict)
}

/// A test target: in `Tests/`, strict.
func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: exclude,
        swiftSettings: strict)
}

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
]
let http: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let inMemoryLogging: Target.Dependency = .product(name: "InMemoryLogging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let coreMetrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let collections: Target.Dependency = .product(name: "Collections", package: "swift-collections")
let deques: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let lifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")

/// Costs no build time of its own: Hummingbird compiles it in any case (5 s of a clean build).
let tracing: Target.Dependency = .product(name: "Tracing", package: "swift-distributed-tracing")

let signals: Target.Dependency = .product(
    name: "UnixSignals", package: "swift-service-lifecycle")

let package = Package(
    name: "workshop",
    products: [.executable(name: "workshop", targets: ["Workshop"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        // Costs no build time: Hummingbird needs it anyway (two modules, 6 s of one core).
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.2"),
        .package(url: "https://github.com/apple/swift-system.git", from: "1.8.1"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-protobuf.git", from: "1.39.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing.git", from: "1.7.3"),
    ],
    targets: [
        // Rank 0: values and C.
        .systemLibrary(
            name: "CNcurses", path: "Sources/Terminal/CNcurses",
            providers: [.apt(["libncurses-dev"])]),
        .target(name: "CTerminal", path: "Sources/Terminal/CTerminal"),
        room("Canvas", at: "Terminal/Canvas"),
        room("Wire", at: "Wire"),
        room("LongPoll", at: "LongPoll"),

        // Rank 1: one purpose each, over rank 0.
        room("Curses", at: "Terminal/Curses", ["Canvas", "Wire", "CNcurses", "CTerminal"]),
        room("HTTPClient", at: "HTTPClient", ["Wire", http, tracing] + nio),
        room("Bolt", at: "Bolt", ["Wire", logging, coreMetrics, tracing, collections] + nio),
        room(
            "Storage", at: "Storage",
            [
                "Wire", "LongPoll", coreMetrics, tracing,
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        room("TracerAPI", at: "Components/Tracer/API", ["Wire"]),
        room("Telemetry", at: "Telemetry", ["Wire", "TracerAPI", logging, coreMetrics, tracing]),
        room("HomeFiles", at: "HomeFiles", ["Wire", yams]),
        room("LabKit", at: "LabKit", ["Wire", yams]),
        room("RegistryAPI", at: "Components/Registry/API", ["Wire"]),
        room("BookstoreAPI", at: "Components/Bookstore/API", ["Wire"]),
        room("LookoutAPI", at: "Components/Lookout/API", ["Wire"]),
        room("Faults", at: "Faults", ["Wire"]),
        room("CoordinatorAPI", at: "Components/Coordinator/API", ["Wire"]),
        room("Seata", at: "Seata", ["Wire", "CoordinatorAPI", logging] + nio),

        // Rank 2: rules, typed clients, and what all components share.
        room(
            "AccountAPI", at: "Components/Account/API",
            ["Wire", "Bolt", "CoordinatorAPI", protobuf],
            exclude: ["Protos/account.proto"]),
        room(
            "RegistryClient", at: "Components/Registry/Client",
            ["Wire", "LongPoll", "RegistryAPI", "Bolt", protobuf, logging, tracing, lifecycle]
                + nio,
            exclude: ["Protos/registry.proto"]),
        room("RegistryCore", at: "Components/Registry/Core", ["Wire", "RegistryAPI"]),
        room(
            "CoordinatorCore", at: "Components/Coordinator/Core",
            ["Wire", "CoordinatorAPI", collections, deques]),
        room(
            "Transactions", at: "Transactions",
            ["Wire", "CoordinatorAPI", "Seata", "Storage", "Faults", logging, tracing, lifecycle]),
        room("LookoutCore", at: "Components/Lookout/Core", ["LookoutAPI"]),
        room("TracerCore", at: "Components/Tracer/Core", ["Wire", "TracerAPI", deques]),
        room(
            "Supervisor", at: "Supervisor",
            [
                "Wire", "HTTPClient", "LongPoll", hummingbird, httpTypes, logging, lifecycle,
                signals,
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ] + nio),
        room(
            "ComponentRuntime", at: "Components/Runtime",
            [
                "Wire", "Telemetry", "HTTPClient", "LongPoll", "LookoutAPI", "Faults", hummingbird,
                httpTypes,
                logging, coreMetrics, tracing, lifecycle, signals,
            ] + nio),
        room(
            "WorkshopUI", at: "Interface/WorkshopUI",
            [
                "Canvas", "Wire", "LabKit", "BookstoreAPI", "RegistryAPI", "TracerAPI",
                "LookoutAPI", "CoordinatorAPI", "Faults",
            ]),

        // Rank 3: services and loops.
        room(
            "CoordinatorService", at: "Components/Coordinator/Service",
            [
                "Wire", "Faults", "LongPoll", "CoordinatorAPI", "CoordinatorCore", "Seata",
                "Storage",
                "ComponentRuntime", hummingbird, httpTypes, logging, coreMetrics, lifecycle,
                deques,
            ] + nio),
        room(
            "TracerService", at: "Components/Tracer/Service",
            [
                "Wire", "LongPoll", "TracerAPI", "TracerCore", "HTTPClient", "ComponentRuntime",
                hummingbird, httpTypes, logging, protobuf, lifecycle,
            ] + nio, exclude: ["Protos/otlp.proto"]),
        room(
            "RegistryService", at: "Components/Registry/Service",
            [
                "Wire", "LongPoll", "RegistryAPI", "RegistryCore", "RegistryClient", "Bolt",
                "ComponentRuntime", "Telemetry", hummingbird, httpTypes, logging, protobuf, tracing,
                lifecycle,
            ] + nio),
        room(
            "AccountService", at: "Components/Account/Service",
            [
                "Wire", "Faults", "LongPoll", "AccountAPI", "RegistryClient", "Bolt", "Storage",
                "ComponentRuntime", "Telemetry", "CoordinatorAPI", "Transactions", hummingbird,
                httpTypes, logging, coreMetrics, lifecycle, protobuf,
            ] + nio),
        room(
            "BookstoreService", at: "Components/Bookstore/Service",
            [
                "Wire", "Faults", "LongPoll", "BookstoreAPI", "AccountAPI", "RegistryClient",
                "Bolt",
                "Storage", "ComponentRuntime", "Telemetry", "CoordinatorAPI", "Transactions",
                hummingbird, httpTypes, logging, coreMetrics, lifecycle,
            ] + nio),
        room(
            "LookoutService", at: "Components/Lookout/Service",
            [
                "Wire", "LongPoll", "LookoutAPI", "LookoutCore", "ComponentRuntime", "HTTPClient",
                "Telemetry", hummingbird, httpTypes, logging, lifecycle,
            ] + nio),
        room(
            "LabRuntime", at: "LabRuntime",
            [
                "Wire", "LabKit", "HomeFiles", "Supervisor", "HTTPClient", "BookstoreAPI",
                "RegistryAPI",
            ]),
        room(
            "WorkshopUIRuntime", at: "Interface/WorkshopUIRuntime",
            [
                "Wire", "Canvas", "Curses", "WorkshopUI", "LabKit", "LabRuntime", "Supervisor",
                "HTTPClient", "BookstoreAPI", "RegistryAPI", "TracerAPI", "LookoutAPI",
                "CoordinatorAPI", "Faults",
            ] + nio),

        // Rank 4: commands and wiring.
        .executableTarget(
            name: "Workshop",
            dependencies: [
                "Wire", "Canvas", "Curses", "HTTPClient", "Bolt", "Storage", "Telemetry",
                "HomeFiles", "LabKit", "RegistryAPI", "BookstoreAPI", "AccountAPI",
                "RegistryClient", "Supervisor", "ComponentRuntime", "WorkshopUI",
                "RegistryService", "AccountService", "BookstoreService", "LookoutAPI",
                "LookoutService", "LabRuntime", "TracerAPI", "TracerService", "CoordinatorAPI",
                "CoordinatorService", "Faults", "WorkshopUIRuntime",
                "CTerminal", logging, lifecycle,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ] + nio,
            path: "Sources/Workshop", swiftSettings: strict,
            linkerSettings: [.unsafeFlags(compact, .when(configuration: .release))]),

        // What tests share: clocks, seeds, scratch folders, free ports.
        .target(
            name: "TestSupport",
            dependencies: ["Wire", "Canvas", "TracerAPI", hummingbird, logging, lifecycle] + nio,
            path: "Tests/Support", exclude: ["install-packages"],
            swiftSettings: strict),
        tests("CanvasTests", ["Canvas", "TestSupport"]),
        // A program that only uses the terminal, and crashes on request, for CursesTests to watch.
        .executableTarget(
            name: "CursesProbe", dependencies: ["Curses", "Canvas", "Wire", "CTerminal"],
            path: "Tests/CursesProbe", swiftSettings: strict),
        tests("CursesTests", ["Curses", "Canvas", "Wire", "TestSupport", "CursesProbe"]),
        tests("SupportTests", ["TestSupport"]),
        tests("WireTests", ["Wire", "TestSupport"]),
        tests("LongPollTests", ["LongPoll", "TestSupport"]),
        tests("TelemetryTests", ["Telemetry", "TestSupport", logging, metrics]),
        tests(
            "TracerTests",
            [
                "Telemetry", "TracerAPI", "TracerCore", "TracerService", "HTTPClient", "Bolt",
                "LongPoll", "Storage", "ComponentRuntime", "Wire", "TestSupport", hummingbird,
                httpTypes,
                logging, tracing, protobuf, lifecycle,
            ] + nio),
        tests(
            "HTTPClientTests",
            ["HTTPClient", "Wire", "TestSupport", hummingbird, httpTypes, lifecycle] + nio),
        tests(
            "BoltTests",
            [
                "Bolt", "Wire", "Telemetry", "TestSupport", logging,
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ] + nio, exclude: ["Vectors"]),
        tests(
            "LookoutTests",
            [
                "LookoutAPI", "LookoutCore", "LookoutService", "ComponentRuntime", "HTTPClient",
                "LongPoll", "Telemetry", "Wire", "TestSupport", hummingbird, logging,
            ]),
        tests(
            "SeataTests", ["Seata", "CoordinatorAPI", "Wire", "TestSupport", logging] + nio),
        tests(
            "CoordinatorTests",
            [
                "CoordinatorAPI", "CoordinatorCore", "CoordinatorService", "Seata", "Storage",
                "Wire", "HTTPClient", "ComponentRuntime", "TestSupport", logging,
            ] + nio),
        tests(
            "TransactionsTests",
            ["Transactions", "CoordinatorAPI", "Seata", "Storage", "Wire", "TestSupport", logging]),
        tests(
            "Simulations",
            [
                "Transactions", "CoordinatorAPI", "CoordinatorCore", "CoordinatorService",
                "AccountAPI", "AccountService", "BookstoreAPI", "BookstoreService", "Storage",
                "Wire", "TestSupport",
            ]),
        tests("StorageTests", ["Storage", "LongPoll", "Wire", "TestSupport"]),
        tests("HomeFilesTests", ["HomeFiles", "Wire", "TestSupport"]),
        tests("LabKitTests", ["LabKit", "Wire", "TestSupport"]),
        tests(
            "RegistryTests",
            [
                "RegistryAPI", "RegistryCore", "RegistryClient", "RegistryService", "Bolt", "Wire",
                "LongPoll", "HTTPClient", "ComponentRuntime", "TestSupport", protobuf, logging,
                inMemoryLogging,
            ] + nio),
        tests("SupervisorTests", ["Supervisor", "Wire", "HTTPClient", "TestSupport", logging]),
        tests(
            "ComponentRuntimeTests",
            [
                "ComponentRuntime", "LongPoll", "Wire", "HTTPClient", "TestSupport", hummingbird,
                httpTypes, logging, lifecycle,
            ] + nio),
        tests(
            "AccountTests",
            [
                "AccountAPI", "AccountService", "Storage", "Bolt", "LongPoll", "Wire", "HTTPClient",
                "ComponentRuntime", "TestSupport",
            ] + nio),
        tests(
            "BookstoreTests",
            [
                "BookstoreAPI", "BookstoreService", "AccountAPI", "AccountService", "Storage",
                "Bolt", "LongPoll", "Wire", "HTTPClient", "ComponentRuntime", "TestSupport",
                hummingbird, httpTypes,
                logging,
            ] + nio),
        tests(
            "WorkshopUITests",
            [
                "WorkshopUI", "Canvas", "LabKit", "BookstoreAPI", "RegistryAPI", "TracerAPI",
                "LookoutAPI", "CoordinatorAPI", "Faults", "Wire", "TestSupport",
            ], exclude: ["Goldens", "README.md"]),
        tests(
            "LabRuntimeTests",
            [
                "ProgressProbe", "LabRuntime", "LabKit", "HomeFiles", "Supervisor", "Wire",
                "TestSupport",
            ], exclude: ["Goldens"]),
        // A program that only writes progress, for LabRuntimeTests to kill.
        .executableTarget(
            name: "ProgressProbe", dependencies: ["LabRuntime", "LabKit", "HomeFiles"],
            path: "Tests/ProgressProbe", swiftSettings: strict),
        tests("WorkshopUIRuntimeTests", ["WorkshopUIRuntime", "Canvas", "TestSupport"]),
        tests(
            "Journeys",
            [
                "Wire", "TestSupport", "HTTPClient", "Bolt", "BookstoreAPI", "RegistryAPI",
                "LabRuntime", "CoordinatorAPI", "Faults",
            ] + nio),
        tests(
            "Peers",
            [
                "Wire", "TestSupport", "Bolt", "AccountAPI", "AccountService", "LookoutAPI",
                "LookoutCore", "LookoutService", "TracerService", "Telemetry", "HTTPClient",
                hummingbird, metrics,
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ] + nio, exclude: ["Scripts", "prepare.sh", "prepare-seata.sh", "prepare-tracing.sh"]),
        tests("House", ["TestSupport"]),
    ]
)
