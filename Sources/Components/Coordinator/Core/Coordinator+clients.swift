import CoordinatorAPI

/// Who is connected.
extension Coordinator {
    mutating func introduce(
        _ id: ClientID, _ introduction: ClientIntroduction, at now: Moment,
        _ actions: inout [CoordinatorAction]
    ) {
        clients[id, default: Client(application: introduction.application)].application =
            introduction.application
        guard case .resourceManager(let resources) = introduction.role else { return }
        for resource in resources {
            desks[resource, default: ResourceDesk()].join(id)
            pump(resource, at: now, &actions)
        }
    }

    mutating func forget(
        _ id: ClientID, at now: Moment, _ actions: inout [CoordinatorAction]
    ) {
        guard let client = clients.removeValue(forKey: id) else { return }
        for name in desks.keys {
            desks[name]?.leave(id)
            if desks[name]?.isIdle == true { desks[name] = nil }
        }
        for xid in client.begun.sorted(by: { $0.text < $1.text }) {
            abandon(xid, at: now, &actions)
        }
    }

    /// Nobody is left to decide this transaction.
    mutating func abandon(_ xid: XID, at now: Moment, _ actions: inout [CoordinatorAction]) {
        live[xid]?.owner = nil
        if limits.rollsBackOrphans, live[xid]?.record.status == .begin {
            rollBack(xid, to: .rollingBack, at: now, &actions)
        }
    }
}
