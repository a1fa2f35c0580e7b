import RegistryAPI

/// One thing the component wants registered: sent over every new connection until it is withdrawn.
struct Wish: Equatable, Sendable {
    /// Publications before subscriptions, so that a client that offers and uses a service finds
    /// itself in the first list.
    struct Name: Hashable, Sendable, Comparable {
        enum Kind: Int, Sendable {
            case publication
            case subscription
        }

        var kind: Kind
        var service: ServiceKey

        static func publication(_ service: ServiceKey) -> Name {
            Name(kind: .publication, service: service)
        }

        static func subscription(_ service: ServiceKey) -> Name {
            Name(kind: .subscription, service: service)
        }

        static func < (left: Name, right: Name) -> Bool {
            (left.kind.rawValue, left.service) < (right.kind.rawValue, right.service)
        }
    }

    var registrationID: String
    var version: Int64
    /// The data string of a publication; empty for a subscription.
    var data: String
    /// When to try again what was refused.
    var retryAt: Int64?
}
