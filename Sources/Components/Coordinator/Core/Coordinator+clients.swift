import CoordinatorAPI

/// Who is connected.
extension Coordinator {
    mutating func introduce(
        _ id: ClientID, _ introduction: ClientIntroduction, at now: Moment,
        _ actions: inout [CoordinatorAction]
    ) {
        let name =
            introduction.instance.isEmpty
            ? namelessPrefix + String(id.number) : introduction.instance
        clients[id, default: Client(introduction: introduction, name: name)].introduction =
            introduction
        guard case .resourceManager(let resources) = introduction.role else {
            return takeBack(by: id, undecided: introduction.undecided, at: now, &actions)
        }
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
        for (place, resource) in calls(sentTo: id) {
            takeSilence(of: place, resource, at: now, &actions)
        }
        for xid in client.begun.sorted(by: { $0.text < $1.text }) {
            abandon(xid, at: now, &actions)
        }
    }

    /// What this process began before its connection, or this coordinator, was gone is its own again.
    /// What it began and does not know of, it was never told of: nobody will decide that.
    private mutating func takeBack(
        by id: ClientID, undecided: Set<XID>?, at now: Moment,
        _ actions: inout [CoordinatorAction]
    ) {
        for xid in ownerless.sorted(by: { $0.text < $1.text })
        where live[xid]?.record.owner == clients[id]?.name {
            own(xid, by: id)
            if undecided?.contains(xid) == false { abandon(xid, at: now, &actions) }
        }
    }

    private mutating func own(_ xid: XID, by id: ClientID) {
        live[xid]?.owner = id
        clients[id]?.begun.insert(xid)
        ownerless.remove(xid)
    }

    /// After beginning again from the store: who is still here owns what it began.
    mutating func findOwners() {
        var ids: [String: ClientID] = [:]
        for id in clients.keys.sorted(by: >) {
            clients[id]?.begun = []
            ids[clients[id]?.name ?? ""] = id
        }
        for transaction in live.values {
            guard let id = ids[transaction.record.owner] else { continue }
            own(transaction.record.xid, by: id)
        }
    }

    /// What becomes of an undecided transaction whose owner is not here: gone while the store failed, or
    /// maybe about to come back after a restart. Who gave no name cannot be known again, and has until
    /// the timeout.
    mutating func settleOwner(
        of record: TransactionRecord, at now: Moment, _ actions: inout [CoordinatorAction]
    ) {
        guard live[record.xid]?.owner == nil else { return }
        if record.owner.hasPrefix(namelessPrefix) {
            abandon(record.xid, at: now, &actions)
        } else if !record.owner.isEmpty, !record.owner.hasPrefix("#") {
            ownerless.insert(record.xid)
            timetable.add(.comingBack(record.xid), at: now.steady + limits.comingBack)
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
