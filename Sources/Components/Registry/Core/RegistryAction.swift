import RegistryAPI

/// What a registry wants done, in this order.
public enum RegistryAction: Equatable, Sendable {
    /// Answer the registration that was just handled.
    case answer(RegistrationAnswer)
    /// Send a list to a client, wait for its answer at most 2 s, and say which it was.
    case push(Push)
    /// Close a connection; the registry has forgotten it already.
    case close(ConnectionID, CloseReason)
    /// Answer a watch.
    case answerWatch(number: Int, WatchAnswer)
}

/// The answer to a registration or a withdrawal.
public struct RegistrationAnswer: Equatable, Sendable {
    /// Which registration.
    public var registrationID: String
    /// The version that holds now. Higher than the asked one when that came too late and changed
    /// nothing.
    public var version: Int64
    /// Why it was refused; nil when it was not.
    public var refusal: Refusal?

    /// An answer from its parts.
    public init(registrationID: String, version: Int64, refusal: Refusal? = nil) {
        self.registrationID = registrationID
        self.version = version
        self.refusal = refusal
    }
}

/// Why a registration was refused. The raw value is for machines.
public enum Refusal: String, Equatable, Sendable, CaseIterable {
    /// The connection is closed or its lease has ended: connect again.
    case connectionGone = "connection_gone"
    /// No name, no registration id, or no data where there must be some.
    case incomplete = "incomplete"
    /// A name or a data string is too long, or there are too many of them.
    case tooLarge = "too_large"
    /// The registry knows as many services as it can.
    case tooManyServices = "too_many_services"
    /// The registry holds as many registrations as it can.
    case tooManyRegistrations = "too_many_registrations"
    /// The service has as many providers as it can.
    case tooManyPublishers = "too_many_publishers"
    /// The service has as many subscribers as it can.
    case tooManySubscribers = "too_many_subscribers"
}

/// Why the registry closes a connection.
public enum CloseReason: String, Equatable, Sendable {
    /// Nothing was heard for the length of its lease.
    case leaseEnded
    /// It did not take a list, however often it was sent.
    case pushesUnanswered
    /// There are as many connections as there may be.
    case tooManyConnections
}

/// One list on its way to one client: all providers of a service, not what changed.
public struct Push: Equatable, Sendable {
    /// Rises with every push of this registry.
    public var number: Int
    /// To whom.
    public var connection: ConnectionID
    /// Of which service.
    public var service: ServiceKey
    /// The version of the list.
    public var version: Int64
    /// The client's registrations it answers, sorted.
    public var registrationIDs: [String]
    /// The scope the client asked for.
    public var scope: String
    /// The data strings by zone, zones sorted, in the order the providers came.
    public var zones: [ZoneData]

    /// Every data string of every zone.
    public var data: [String] {
        zones.flatMap(\.data)
    }
}

/// The data strings of one zone.
public struct ZoneData: Equatable, Sendable {
    /// The zone.
    public var zone: String
    /// What its providers published.
    public var data: [String]

    /// A zone's data.
    public init(zone: String, data: [String]) {
        self.zone = zone
        self.data = data
    }
}

/// The answer to a watch.
public enum WatchAnswer: Equatable, Sendable {
    /// The service now; nil when the registry does not know it.
    case service(ServiceSnapshot?)
    /// Too many watches wait already: ask again later.
    case busy
}
