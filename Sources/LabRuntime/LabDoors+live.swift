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
    ///
    /// - Parameter commands: runs what labs have run.
    public static func live(
        control: ControlClient, client: HTTPClient = HTTPClient(), commands: CommandRunner,
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
            change: { mark, wait in await change(control, mark, wait, timekeeper) },
            ask: { question, port in await ask(question, client, port: port) },
            run: { line, deadline, leftovers in
                await commands.run(line, within: deadline, leftovers: leftovers)
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

    /// How long to wait before a supervisor that does not answer is asked again.
    private static let retryPause = Duration.milliseconds(250)

    /// Two long polls at once; the first that brings something ends both.
    private static func change(
        _ control: ControlClient, _ mark: ChangeMark, _ wait: Duration, _ timekeeper: Timekeeper
    ) async -> ChangeMark {
        await withTaskGroup(of: ChangeMark?.self) { group in
            group.addTask {
                guard let new = try? await control.snapshot(after: mark.revision, wait: wait) else {
                    // Without a pause a supervisor that is gone would be asked without end.
                    try? await timekeeper.sleep(retryPause)
                    return nil
                }
                guard new.revision != mark.revision else { return nil }
                return ChangeMark(revision: new.revision, sequence: mark.sequence)
            }
            group.addTask {
                let isFirst = mark.sequence < 0
                let page = try? await control.logs(
                    after: mark.sequence, limit: isFirst ? 1 : 500, wait: isFirst ? .zero : wait)
                guard let page, page.next != mark.sequence, !page.lines.isEmpty else { return nil }
                return ChangeMark(revision: mark.revision, sequence: page.next)
            }
            for await changed in group {
                guard let changed else { continue }
                group.cancelAll()
                return changed
            }
            return mark
        }
    }

    /// Longer answers are cut: a check looks at a status or at a small body.
    private static let bodyLimit = 64 << 10

    private static func ask(
        _ question: HTTPQuestion, _ client: HTTPClient, port: Int
    ) async -> Finding {
        let body = question.body.map { Array($0.utf8) } ?? []
        let headers = body.isEmpty ? [] : [("Content-Type", "application/json")]
        do throws(HTTPClientError) {
            let answer = try await client.send(
                .init(question.method, question.path, headers: headers, body: body),
                to: .tcp(host: "127.0.0.1", port: port), deadline: CheckQuestion.deadline)
            let bytes = answer.body.prefix(bodyLimit)
            let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
            return .value([
                "status": .number(Double(answer.status)),
                "body": value ?? .string(String(decoding: bytes, as: UTF8.self)),
            ])
        } catch .deadlineExceeded {
            return .gap(.overdue(question.component.description))
        } catch {
            return .gap(.noAnswer(question.component.description))
        }
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
