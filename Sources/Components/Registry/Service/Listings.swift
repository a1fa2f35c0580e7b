import Bolt
import RegistryAPI
import RegistryCore

extension ServiceListing {
    /// A service as people see it.
    init(_ snapshot: ServiceSnapshot) {
        self.init(
            name: snapshot.service.serviceName, version: snapshot.version,
            providers: snapshot.publishers.flatMap { publisher in
                publisher.data.map { ProviderListing($0, of: publisher) }
            }, subscribers: snapshot.subscribers.count)
    }

    /// A service nobody ever spoke of.
    init(unknown service: ServiceKey) {
        self.init(name: service.serviceName, version: 0, providers: [], subscribers: 0)
    }
}

extension ProviderListing {
    /// A data string as people see it; one in no known form is shown up to its first `?`.
    init(_ data: String, of publisher: PublisherSnapshot) {
        let provider = ProviderAddress(parsing: data)
        let application = provider?.application ?? ""
        self.init(
            address: provider?.address.description ?? String(data.prefix { $0 != "?" }),
            weight: provider?.weight ?? ProviderAddress.defaultWeight,
            app: application.isEmpty ? publisher.application : application, since: publisher.since)
    }
}

extension RegistryHub {
    /// Every service with a provider or a subscriber, by name.
    var listings: [ServiceListing] {
        read(\.snapshots).map(ServiceListing.init)
    }

    /// The evidence for the labs.
    public var evidence: RegistryState {
        let (snapshots, connections, pushes) = read {
            ($0.snapshots, $0.connectionCount, $0.pushCount)
        }
        return RegistryState(
            services: snapshots.map(ServiceListing.init), questions: questions,
            connections: connections, pushes: pushes)
    }
}
