import Bolt
import NIOCore
import RegistryAPI
import SwiftProtobuf

/// How a client's messages travel over a connection to the registry, and what their answers mean.
struct RegistryLink: Sendable {
    let connection: BoltConnection
    let application: String
    let leaseMilliseconds: Int64
    /// For every answer.
    let deadline: Duration

    /// Sends a registration or withdrawal.
    func register(_ registration: ClientRegistration) async -> ConversationEvent {
        let base = registration.base(
            application: application, leaseMilliseconds: leaseMilliseconds)
        let result: Result<RegisterResponsePb, Failure>
        switch registration.kind {
        case .publish, .unpublish:
            var message = PublisherRegisterPb()
            message.baseRegister = base
            if case .publish(let data) = registration.kind {
                message.dataList = [DataBoxPb.with { $0.data = data }]
            }
            result = await ask(message, for: RegisterResponsePb.self)
        case .subscribe, .unsubscribe:
            var message = SubscriberRegisterPb()
            message.baseRegister = base
            message.scope = "global"
            result = await ask(message, for: RegisterResponsePb.self)
        }
        switch result {
        case .success(let answer) where answer.success:
            return .accepted(registrationID: registration.registrationID)
        case .success(let answer):
            return .refused(
                registrationID: registration.registrationID, reason: answer.message)
        case .failure(let failure): return .requestFailed(failure.reason)
        }
    }

    /// Says that the client is there, and asks for the registry's incarnation.
    func synchronize() async -> ConversationEvent {
        let request = SyncConfigRequestPb.with {
            $0.dataCenter = "DefaultDataCenter"
            $0.zone = "DEFAULT_ZONE"
        }
        switch await ask(request, for: SyncConfigResponsePb.self) {
        case .success(let answer): return .synchronized(incarnation: answer.result.message)
        case .failure(let failure): return .requestFailed(failure.reason)
        }
    }

    private struct Failure: Error {
        var reason: String
    }

    private func ask<Answer: Message>(
        _ request: some Message, for type: Answer.Type
    ) async -> Result<Answer, Failure> {
        let reply: BoltReply
        do throws(BoltError) {
            let message = try BoltMessage(request)
            reply = try await connection.request(message, deadline: deadline)
        } catch {
            return .failure(Failure(reason: error.description))
        }
        guard reply.status == .success else {
            let text = String(decoding: reply.bytes, as: UTF8.self)
            return .failure(Failure(reason: "status \(reply.status): \(text)"))
        }
        guard let answer = try? Answer(serializedBytes: reply.bytes) else {
            return .failure(Failure(reason: "the answer is no \(Answer.protoMessageName)"))
        }
        return .success(answer)
    }
}

extension BoltMessage {
    /// A protobuf message under its own full name, which is the class name SOFARegistry gives it.
    public init(_ message: some Message) throws(BoltError) {
        guard let bytes: [UInt8] = try? message.serializedBytes() else {
            throw .unreachable("the message cannot be written")
        }
        self.init(className: type(of: message).protoMessageName, bytes: bytes)
    }
}

extension BoltReply {
    /// A protobuf answer under its own full name.
    public init(_ message: some Message) {
        guard let bytes: [UInt8] = try? message.serializedBytes() else {
            self = .failure(.serverSerializationException, "the answer cannot be written")
            return
        }
        self.init(className: type(of: message).protoMessageName, bytes: bytes)
    }
}
