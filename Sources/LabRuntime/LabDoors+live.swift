import BookstoreAPI
import Foundation
public import HTTPClient
import LabKit
public import Supervisor
import Wire

extension LabDoors {
    /// A component answers `/state` from memory or one query: a second is long.
    private static let stateDeadline = Duration.seconds(1)
    /// A purchase may wait for the account's whole deadline.
    private static let purchaseDeadline = Duration.seconds(10)

    /// The doors of a running workshop: the supervisor's socket, and HTTP on 127.0.0.1.
    public static func live(
        control: ControlClient, client: HTTPClient = HTTPClient(),
        timekeeper: Timekeeper = .live()
    ) -> LabDoors {
        LabDoors(
            snapshot: { try? await control.snapshot() },
            state: { port in await state(client, port: port) },
            control: { verb, id throws(LabFailure) in
                try await asking { () async throws(ControlError) in
                    _ = try await control.perform(verb.action, on: id)
                }
            },
            reload: { () throws(LabFailure) in
                try await asking { () async throws(ControlError) in
                    _ = try await control.reload()
                }
            },
            buy: { purchase, port throws(LabFailure) in
                try await buy(purchase, client, port: port)
            },
            askRegistry: { port throws(LabFailure) in
                let answer = try? await client.send(
                    .init("GET", "/services"), to: .tcp(host: "127.0.0.1", port: port),
                    deadline: stateDeadline)
                guard answer?.status == 200 else { throw .silent("registry") }
            },
            timekeeper: timekeeper)
    }

    private static func state(_ client: HTTPClient, port: Int) async -> StateAnswer {
        let answer = try? await client.send(
            .init("GET", "/state"), to: .tcp(host: "127.0.0.1", port: port),
            deadline: stateDeadline)
        guard let answer else { return .noAnswer }
        let value = try? JSONDecoder().decode(JSONValue.self, from: Data(answer.body))
        guard answer.status == 200, let value, case .object = value else {
            return .unintelligible
        }
        return .state(value)
    }

    private static func asking(
        _ question: () async throws(ControlError) -> Void
    ) async throws(LabFailure) {
        do throws(ControlError) {
            try await question()
        } catch {
            throw LabFailure(error)
        }
    }

    private static func buy(
        _ purchase: LabAction.Purchase, _ client: HTTPClient, port: Int
    ) async throws(LabFailure) {
        let shop = BookstoreClient(
            client, at: .tcp(host: "127.0.0.1", port: port), deadline: purchaseDeadline)
        // Making a user twice is no error; when the account is away the purchase itself will tell.
        try? await shop.createUser(purchase.user)
        do throws(BookstoreFailure) {
            _ = try await shop.buy(
                PurchaseRequest(
                    userName: purchase.user, productCode: purchase.code, count: purchase.count))
        } catch .refused {
            return
        } catch {
            throw .silent("bookstore")
        }
    }
}

extension LabFailure {
    fileprivate init(_ error: ControlError) {
        switch error {
        case .notRunning:
            self = .workshopDown
        case .refused(let body):
            self.init(
                body.code, english: error.text(in: .english), chinese: error.text(in: .chinese))
        case .broken:
            self.init(
                "supervisor_broken", english: error.text(in: .english),
                chinese: error.text(in: .chinese))
        }
    }

    /// A component that should run does not answer.
    static func silent(_ name: String) -> LabFailure {
        LabFailure(
            "no_answer", english: "\(name) does not answer; look at its log: workshop logs \(name)",
            chinese: "\(name) 没有应答；看看它的日志：workshop logs \(name)")
    }
}

extension LabAction.Verb {
    fileprivate var action: ControlAction {
        switch self {
        case .start: .start
        case .stop: .stop
        case .restart: .restart
        }
    }
}
