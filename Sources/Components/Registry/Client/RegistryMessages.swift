import RegistryAPI

/// How what client and registry say is written as messages of SOFARegistry.
extension ClientRegistration {
    /// The event type of a registration.
    public static let register = "REGISTER"
    /// The event type of a withdrawal.
    public static let unregister = "UNREGISTER"
    /// The attribute with which a client of ours asks for a lease, in milliseconds as decimal text.
    /// SOFARegistry ignores it.
    public static let leaseAttribute = "workshop.lease.milliseconds"

    /// What both kinds of message have in common.
    func base(application: String, leaseMilliseconds: Int64) -> BaseRegisterPb {
        var base = BaseRegisterPb()
        base.dataID = service.dataID
        base.group = service.group
        base.instanceID = service.instanceID
        base.dataInfoID = service.description
        base.zone = "DEFAULT_ZONE"
        base.appName = application
        base.registID = registrationID
        base.version = version
        base.timestamp = timestamp
        base.attributes = [Self.leaseAttribute: "\(leaseMilliseconds)"]
        switch kind {
        case .publish, .subscribe: base.eventType = Self.register
        case .unpublish, .unsubscribe: base.eventType = Self.unregister
        }
        return base
    }
}

extension ServiceKey {
    /// The key that a message names.
    public init(_ base: BaseRegisterPb) {
        self.init(dataID: base.dataID, instanceID: base.instanceID, group: base.group)
    }

    /// The key that a push names.
    public init(_ push: ReceivedDataPb) {
        self.init(dataID: push.dataID, instanceID: push.instanceID, group: push.group)
    }
}

extension ReceivedDataPb {
    /// Every data string of every zone, zones in order.
    public var allData: [String] {
        data.sorted { $0.key < $1.key }.flatMap { $0.value.data.map(\.data) }
    }
}
