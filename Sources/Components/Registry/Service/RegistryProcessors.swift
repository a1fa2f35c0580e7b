import Bolt
import RegistryAPI
import RegistryClient
import RegistryCore
import SwiftProtobuf

/// What clients may say to the registry over Bolt: SOFARegistry's messages for protobuf (codec 11),
/// each under its class name.
extension RegistryHub {
    /// For a Bolt server, by class name.
    public var processors: [String: BoltProcessor] {
        [
            PublisherRegisterPb.protoMessageName: answering { hub, message, id in
                hub.publish(message, by: id)
            },
            SubscriberRegisterPb.protoMessageName: answering { hub, message, id in
                hub.subscribe(message, by: id)
            },
            SyncConfigRequestPb.protoMessageName: answering {
                (hub: RegistryHub, _: SyncConfigRequestPb, id: ConnectionID) in
                hub.synchronize(id)
            },
        ]
    }

    /// Reads the message, or answers that it cannot be read; the connection goes on.
    private func answering<Request: Message>(
        _ answer: @escaping @Sendable (RegistryHub, Request, ConnectionID) -> BoltReply
    ) -> BoltProcessor {
        .immediate { [weak self] request in
            guard let self, !hasEnded else {
                return .failure(.connectionClosed, "the registry has ended")
            }
            guard request.codec == .protobuf else {
                return .failure(
                    .serverDeserializationException,
                    "codec \(request.codec) is not spoken here, only protobuf (11)")
            }
            guard let message = try? Request(serializedBytes: request.bytes) else {
                return .failure(
                    .serverDeserializationException, "this is no \(Request.protoMessageName)")
            }
            return answer(self, message, ConnectionID(request.connection))
        }
    }

    private func publish(_ message: PublisherRegisterPb, by id: ConnectionID) -> BoltReply {
        let base = message.baseRegister
        handle(.heard(id, leaseMilliseconds: base.leaseMilliseconds))
        let event: RegistryEvent =
            base.isWithdrawal
            ? .unpublish(id, Withdrawal(base))
            : .publish(
                id,
                Publication(
                    service: ServiceKey(base), registrationID: base.registID,
                    version: base.version, timestamp: base.timestamp, application: base.appName,
                    zone: base.zone, data: message.dataList.map(\.data)))
        return BoltReply(RegisterResponsePb(handle(event)))
    }

    private func subscribe(_ message: SubscriberRegisterPb, by id: ConnectionID) -> BoltReply {
        let base = message.baseRegister
        handle(.heard(id, leaseMilliseconds: base.leaseMilliseconds))
        let event: RegistryEvent =
            base.isWithdrawal
            ? .unsubscribe(id, Withdrawal(base))
            : .subscribe(
                id,
                Subscription(
                    service: ServiceKey(base), registrationID: base.registID,
                    version: base.version, scope: message.scope, application: base.appName))
        return BoltReply(RegisterResponsePb(handle(event)))
    }

    /// A client's sign of life. The answer's message names this start of the registry; SOFARegistry
    /// leaves it empty when all is well.
    private func synchronize(_ id: ConnectionID) -> BoltReply {
        handle(.heard(id, leaseMilliseconds: nil))
        return BoltReply(
            SyncConfigResponsePb.with {
                $0.result = ResultPb.with {
                    $0.success = true
                    $0.message = incarnation
                }
                $0.availableSegments = [defaultSegment]
                $0.retryInterval = 30_000
            })
    }
}

/// The one data centre of the workshop, by SOFARegistry's default name.
private let defaultSegment = "DefaultDataCenter"

extension BaseRegisterPb {
    fileprivate var isWithdrawal: Bool {
        eventType == ClientRegistration.unregister
    }

    fileprivate var leaseMilliseconds: Int64? {
        attributes[ClientRegistration.leaseAttribute].flatMap { Int64($0) }
    }
}

extension Withdrawal {
    fileprivate init(_ base: BaseRegisterPb) {
        self.init(
            service: ServiceKey(base), registrationID: base.registID, version: base.version,
            timestamp: base.timestamp)
    }
}

extension RegisterResponsePb {
    fileprivate init(_ answer: RegistrationAnswer?) {
        self.init()
        success = answer != nil && answer?.refusal == nil
        refused = answer?.refusal != nil
        registID = answer?.registrationID ?? ""
        version = answer?.version ?? 0
        message = answer?.refusal?.rawValue ?? ""
    }
}

extension ReceivedDataPb {
    init(_ push: Push) {
        self.init()
        dataID = push.service.dataID
        group = push.service.group
        instanceID = push.service.instanceID
        self.segment = defaultSegment
        scope = push.scope
        subscriberRegistIds = push.registrationIDs
        localZone = "DEFAULT_ZONE"
        version = push.version
        for zone in push.zones {
            data[zone.zone] = DataBoxesPb.with {
                $0.data = zone.data.map { data in DataBoxPb.with { $0.data = data } }
            }
        }
        pushDataCount = [defaultSegment: Int32(clamping: push.data.count)]
    }
}

extension BoltReply {
    /// Whether this answer to a push says that it was taken.
    var takesPush: Bool {
        guard status == .success, let result = try? ResultPb(serializedBytes: bytes) else {
            return false
        }
        return result.success
    }
}
