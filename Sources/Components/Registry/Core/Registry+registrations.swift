import RegistryAPI

/// Publications and subscriptions.
extension Registry {
    mutating func publish(
        _ publication: Publication, by id: ConnectionID, _ actions: inout [RegistryAction]
    ) {
        let key = publication.service
        let registrationID = publication.registrationID
        let held = services[key]?.publications[registrationID]
        let refusal =
            refusal(of: id, key, registrationID, isNew: held == nil)
            ?? refusal(of: publication, isNew: held == nil)
        if let refusal {
            actions.append(.refused(registrationID, publication.version, refusal))
            return
        }
        if let held, held.publication.isNewer(than: publication.version, publication.timestamp) {
            actions.append(.accepted(registrationID, held.publication.version))
            return
        }
        let before = publisherData(of: key, registrationID)
        let name = PublicationName(service: key, registrationID: registrationID)
        if let held {
            connections[held.connection]?.publications.remove(name)
        } else {
            registrationCount += 1
            arrivals += 1
        }
        connections[id]?.publications.insert(name)
        services[key, default: ServiceRecord()].publications[registrationID] = PublicationRecord(
            publication: publication, connection: id, since: held?.since ?? now,
            arrival: held?.arrival ?? arrivals)
        actions.append(.accepted(registrationID, publication.version))
        if publisherData(of: key, registrationID) != before { announce(key, &actions) }
    }

    mutating func unpublish(
        _ withdrawal: Withdrawal, by id: ConnectionID, _ actions: inout [RegistryAction]
    ) {
        let key = withdrawal.service
        let registrationID = withdrawal.registrationID
        guard let held = services[key]?.publications[registrationID] else {
            actions.append(.accepted(registrationID, withdrawal.version))
            return
        }
        if held.publication.isNewer(than: withdrawal.version, withdrawal.timestamp) {
            actions.append(.accepted(registrationID, held.publication.version))
            return
        }
        let before = publisherData(of: key, registrationID)
        services[key]?.publications[registrationID] = nil
        connections[held.connection]?.publications.remove(
            PublicationName(service: key, registrationID: registrationID))
        registrationCount -= 1
        actions.append(.accepted(registrationID, withdrawal.version))
        if before != nil { announce(key, &actions) }
    }

    mutating func subscribe(
        _ subscription: Subscription, by id: ConnectionID, _ actions: inout [RegistryAction]
    ) {
        let key = subscription.service
        let registrationID = subscription.registrationID
        let held = services[key]?.subscribers[id]?.subscriptions[registrationID]
        let full = services[key]?.subscriptionCount ?? 0 >= limits.subscribersPerService
        let refusal =
            refusal(of: id, key, registrationID, isNew: held == nil)
            ?? (held == nil && full ? .tooManySubscribers : nil)
        if let refusal {
            actions.append(.refused(registrationID, subscription.version, refusal))
            return
        }
        if held == nil { registrationCount += 1 }
        connections[id]?.subscriptions.insert(key)
        if services[key] == nil {
            // An empty list is a list: without a version of its own no client would believe it.
            services[key] = ServiceRecord(version: versions.next(at: now))
        }
        services[key]?.subscribers[id, default: SubscriberRecord()]
            .subscriptions[registrationID] = subscription
        actions.append(.accepted(registrationID, subscription.version))
        pay([PushTarget(connection: id, service: key)], &actions)
    }

    mutating func unsubscribe(
        _ withdrawal: Withdrawal, by id: ConnectionID, _ actions: inout [RegistryAction]
    ) {
        let key = withdrawal.service
        var subscriber = services[key]?.subscribers[id]
        if subscriber?.subscriptions.removeValue(forKey: withdrawal.registrationID) != nil {
            if subscriber?.subscriptions.isEmpty == true {
                removeSubscriber(PushTarget(connection: id, service: key))
                connections[id]?.subscriptions.remove(key)
            } else {
                services[key]?.subscribers[id] = subscriber
                registrationCount -= 1
            }
        }
        actions.append(.accepted(withdrawal.registrationID, withdrawal.version))
    }

    /// What a publication contributes to the pushed list; nil when nothing.
    private func publisherData(of key: ServiceKey, _ registrationID: String) -> ZoneData? {
        guard let record = services[key]?.publications[registrationID],
            connections[record.connection]?.isOff == false
        else { return nil }
        return ZoneData(zone: record.publication.zone, data: record.publication.data)
    }

    /// Why a registration cannot be taken, whichever kind it is. Makes room for a new service where
    /// that is possible.
    private mutating func refusal(
        of id: ConnectionID, _ key: ServiceKey, _ registrationID: String, isNew: Bool
    ) -> Refusal? {
        guard connections[id] != nil else { return .connectionGone }
        guard !key.dataID.isEmpty, !registrationID.isEmpty else { return .incomplete }
        let names = [key.dataID, key.group, key.instanceID, registrationID]
        guard names.allSatisfy({ $0.utf8.count <= limits.textBytes }) else { return .tooLarge }
        guard !isNew || registrationCount < limits.registrations else {
            return .tooManyRegistrations
        }
        if services[key] == nil, services.count >= limits.services {
            let unused = services.filter(\.value.isEmpty).keys.min()
            guard let unused else { return .tooManyServices }
            services[unused] = nil
        }
        return nil
    }

    private func refusal(of publication: Publication, isNew: Bool) -> Refusal? {
        guard !publication.data.isEmpty else { return .incomplete }
        let texts = publication.data + [publication.application, publication.zone]
        guard publication.data.count <= limits.dataPerPublication,
            texts.allSatisfy({ $0.utf8.count <= limits.textBytes })
        else { return .tooLarge }
        let count = services[publication.service]?.publications.count ?? 0
        return isNew && count >= limits.publishersPerService ? .tooManyPublishers : nil
    }
}

extension Publication {
    /// Whether this one holds against another of the given version and timestamp.
    func isNewer(than version: Int64, _ timestamp: Int64) -> Bool {
        (self.version, self.timestamp) > (version, timestamp)
    }
}

extension RegistryAction {
    static func accepted(_ registrationID: String, _ version: Int64) -> RegistryAction {
        .answer(RegistrationAnswer(registrationID: registrationID, version: version))
    }

    static func refused(
        _ registrationID: String, _ version: Int64, _ refusal: Refusal
    ) -> RegistryAction {
        .answer(
            RegistrationAnswer(
                registrationID: registrationID, version: version, refusal: refusal))
    }
}
