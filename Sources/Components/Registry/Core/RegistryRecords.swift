import RegistryAPI

/// What the registry holds of one connection.
struct ConnectionRecord: Equatable, Sendable {
    var address: String
    /// Nil for a client that asked for none: it lives as long as its connection.
    var leaseMilliseconds: Int64?
    var lastHeard: Int64
    var isOff = false
    var publications: Set<PublicationName> = []
    var subscriptions: Set<ServiceKey> = []
}

/// A publication within the registry.
struct PublicationName: Hashable, Sendable, Comparable {
    var service: ServiceKey
    var registrationID: String

    static func < (left: PublicationName, right: PublicationName) -> Bool {
        (left.service, left.registrationID) < (right.service, right.registrationID)
    }
}

/// What the registry holds of one service.
struct ServiceRecord: Equatable, Sendable {
    var version: Int64 = 0
    var publications: [String: PublicationRecord] = [:]
    var subscribers: [ConnectionID: SubscriberRecord] = [:]

    var isEmpty: Bool {
        publications.isEmpty && subscribers.isEmpty
    }

    var subscriptionCount: Int {
        subscribers.values.reduce(0) { $0 + $1.subscriptions.count }
    }
}

/// A publication, whose connection it lives with, and its place in the order of arrival.
struct PublicationRecord: Equatable, Sendable {
    var publication: Publication
    var connection: ConnectionID
    var since: Int64
    var arrival: Int
}

/// A subscribed connection, and how far its pushes are.
///
/// Every change is pushed at once, also while earlier pushes are unanswered: the newest list stands
/// for all before it. Only when `outstanding` is full a push is `owed` until an answer makes room.
struct SubscriberRecord: Equatable, Sendable {
    var subscriptions: [String: Subscription] = [:]
    /// Unanswered pushes: number and version.
    var outstanding: [Int: Int64] = [:]
    /// The number of the last push sent.
    var newest = 0
    /// The highest version taken.
    var acknowledged: Int64 = 0
    /// Pushes of the current list that failed.
    var failures = 0
    /// A list must be sent as soon as that is possible.
    var owed = false
}

/// A subscribed connection within the registry.
struct PushTarget: Hashable, Sendable, Comparable {
    var connection: ConnectionID
    var service: ServiceKey

    static func < (left: PushTarget, right: PushTarget) -> Bool {
        (left.connection, left.service) < (right.connection, right.service)
    }
}

/// Somebody who waits for a change.
struct WatchRecord: Equatable, Sendable {
    var service: ServiceKey
    var until: Int64
}
