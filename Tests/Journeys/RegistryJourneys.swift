import BookstoreAPI
import Foundation
import HTTPClient
import LabRuntime
import RegistryAPI
import TestSupport
import Testing
import Wire

/// The registry is killed, and comes back.
@Suite struct RegistryJourneys {
    @Test func `without a registry callers go on, and back again it knows everybody`() async throws
    {
        try await Workshop.with("registry") { workshop in
            try workshop.split()
            try await workshop.up()
            let control = try await Control(of: workshop)
            let service = try await workshop.service {
                $0.providers.count == 2 && $0.subscribers == 1
            }
            let watch = try workshop.start("registry", "watch", service.name, "--json")
            try await workshop.waitForWatch(watch, last: service.providers.map(\.address))

            // Down for as long as it takes to sell: with one account less, without anybody telling.
            _ = try await workshop.run("stop", "registry")
            try await workshop.expectSale()
            #expect(try await workshop.run("registry", "services").status == 3)
            #expect(watch.lastProviders == service.providers.map(\.address))
            let second = try await control.ready("account-2")
            kill(second.pid ?? 0, SIGKILL)
            for _ in 0..<4 { try await workshop.expectSale() }
            let another = try await control.ready("account-2", otherThan: second.pid ?? 0)
            _ = try await workshop.run("start", "registry")

            let first = try await control.ready("account")
            let addresses = [first, another].map { "127.0.0.1:\($0.port ?? 0)" }
            let whole = try await workshop.service {
                Set($0.providers.map(\.address)) == Set(addresses) && $0.subscribers == 1
            }
            #expect(whole.version > service.version)
            try await workshop.waitForProviders(addresses)
            try await workshop.waitForWatch(watch, last: addresses)

            // Killed, it is back by itself, and everybody is back in it.
            _ = try await control.kill("registry")
            let again = try await workshop.service {
                Set($0.providers.map(\.address)) == Set(addresses) && $0.subscribers == 1
            }
            #expect(again.version > whole.version)
            // Subscribers are told of what changes from now on.
            _ = try await workshop.run("stop", "account-2")
            try await workshop.waitForProviders([addresses[0]])
            try await workshop.waitForWatch(watch, last: [addresses[0]])
            try await workshop.expectSale()
            watch.signal(SIGINT)
            _ = try await watch.waitForEnd()
        }
    }
}

extension Workshop {
    /// The one service in the registry, once it is as described.
    func service(
        _ isAsWanted: @escaping @Sendable (ServiceListing) -> Bool
    ) async throws -> ServiceListing {
        try await eventually("the service in the registry") { () -> ServiceListing? in
            let run = try await self.run("registry", "services", "--json")
            let answer = try? JSONDecoder().decode(ServicesAnswer.self, from: Data(run.output.utf8))
            return answer?.services.first(where: isAsWanted)
        }
    }

    /// Waits until the bookstore knows of exactly these providers.
    func waitForProviders(_ addresses: [String]) async throws {
        let shop = BookstoreClient(
            HTTPClient(), at: .tcp(host: "127.0.0.1", port: ports[2]), deadline: .seconds(20))
        try await eventually("the bookstore to know of \(addresses)") { () -> Bool? in
            guard case .array(let known)? = try await shop.state()["providers"] else { return nil }
            // Those called before they left are listed behind; the known ones come first.
            let first = known.prefix(addresses.count).compactMap { $0["address"] }
            return Set(first) == Set(addresses.map { JSONValue.string($0) }) ? true : nil
        }
    }

    /// Waits until the last line of a watch has these providers.
    func waitForWatch(_ watch: RunningProgram, last addresses: [String]) async throws {
        try await eventually("\(addresses) in the watch") { () -> Bool? in
            watch.lastProviders.map(Set.init) == Set(addresses) ? true : nil
        }
    }
}

extension RunningProgram {
    /// The providers in the last line of a watch.
    fileprivate var lastProviders: [String]? {
        let line = output.split(separator: "\n").last ?? ""
        let listing = try? JSONDecoder().decode(ServiceListing.self, from: Data(line.utf8))
        return listing?.providers.map(\.address)
    }
}
