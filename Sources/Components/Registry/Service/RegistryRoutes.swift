import ComponentRuntime
import Hummingbird
import NIOCore
import RegistryAPI
import RegistryCore
import Wire

/// What the registry answers over HTTP: the operations of SOFARegistry's session server that people
/// meet, and the workshop's own `/services`, `/watch` and `/state`.
public struct RegistryRoutes: Sendable {
    private let hub: RegistryHub
    /// Where clients connect, `127.0.0.1:9600`.
    private let address: String

    /// Routes to a registry.
    ///
    /// - Parameter address: where clients connect.
    public init(hub: RegistryHub, address: String) {
        self.hub = hub
        self.address = address
    }

    /// All routes.
    public func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: OriginGuard())
        addServers(to: router)
        addListings(to: router)
        addDigest(to: router)
        addClients(to: router)
        return router
    }

    private func addServers(to router: Router<BasicRequestContext>) {
        router.get("/health/check") { _, _ in
            jsonResponse(
                Outcome(success: true, message: "SessionServerBoot sessionRegisterServer:true"))
        }
        router.get("/api/servers/alive") { _, _ in plainText("OK") }
        router.get("/api/servers/query") { [address] _, _ in plainText(address) }
        router.get("/api/servers/queryWithWeight") { [address] _, _ in
            plainText("\(address)?weight=100")
        }
    }

    private func addListings(to router: Router<BasicRequestContext>) {
        router.get("/state") { [hub] _, _ in jsonResponse(hub.evidence) }
        router.get("/services") { [hub] _, _ in
            hub.countQuestion()
            return jsonResponse(ServicesAnswer(services: hub.listings))
        }
        router.get("/watch") { [hub] request, _ in
            hub.countQuestion()
            let query = request.uri.queryParameters
            guard let name = query["service"], !name.isEmpty else {
                return badRequest("name a service: /watch?service=NAME&after=VERSION")
            }
            guard let after = Int64(query["after"] ?? "0"),
                let seconds = Int(query["seconds"] ?? "25"), (0...60).contains(seconds)
            else { return badRequest("after is a version, seconds is 0 to 60") }
            let service = ServiceKey(parsing: String(name)) ?? ServiceKey(service: String(name))
            switch await hub.watch(service, after: after, seconds: seconds) {
            case .busy:
                return refusalResponse(
                    ErrorReply(code: "busy", message: "too many watches wait; ask again later"),
                    status: .serviceUnavailable)
            case nil:
                return refusalResponse(
                    ErrorReply(
                        code: RegistryQueryError.stoppingCode,
                        message: "the registry is stopping; ask again when it is back"),
                    status: .serviceUnavailable)
            case .service(let snapshot):
                return jsonResponse(
                    snapshot.map(ServiceListing.init) ?? ServiceListing(unknown: service))
            }
        }
    }

    private func addDigest(to router: Router<BasicRequestContext>) {
        let digest = router.group("/digest")
        digest.get("/getDataInfoIdList") { [hub] _, _ in
            hub.countQuestion()
            return jsonResponse(hub.read(\.snapshots).map(\.service.description))
        }
        digest.get("/checkSumDataInfoIdList") { [hub] _, _ in
            hub.countQuestion()
            let sum = hub.read(\.snapshots).reduce(into: Int32(0)) { sum, snapshot in
                sum &+= snapshot.service.javaHash
            }
            return plainText("\(sum)")
        }
        digest.get("/pushSwitch") { [hub] _, _ in
            hub.countQuestion()
            return jsonResponse(["pushSwitch": hub.read(\.pushesAllowed) ? "open" : "closed"])
        }
        digest.get("/data/count") { [hub] _, _ in
            hub.countQuestion()
            let snapshots = hub.read(\.snapshots)
            let publishers = snapshots.reduce(0) { $0 + $1.publishers.count }
            let subscribers = snapshots.reduce(0) { $0 + $1.subscribers.count }
            return plainText("Subscriber count: \(subscribers), Publisher count: \(publishers)")
        }
        for kind in DigestKind.allCases {
            digest.get("/\(kind.rawValue)/data/query") { [hub] request, _ in
                hub.countQuestion()
                guard let text = request.uri.queryParameters["dataInfoId"],
                    let service = ServiceKey(parsing: String(text))
                else { return badRequest("dataInfoId is dataId#@#instanceId#@#group, encoded") }
                return jsonResponse(kind.entries(of: hub.read { $0.snapshot(of: service) }))
            }
        }
    }

    private func addClients(to router: Router<BasicRequestContext>) {
        for path in ["/api/clients", "/api/clientManager"] {
            for (verb, off) in [("off", true), ("open", false)] {
                let last = path == "/api/clients" ? verb : off ? "clientOff" : "clientOpen"
                router.post("\(path)/\(last)") { [hub] request, _ in
                    let addresses: Clients
                    do throws(BodyProblem) {
                        addresses = try await readJSON(Clients.self, from: request)
                    } catch {
                        return error.response
                    }
                    hub.handle(
                        off ? .clientsOff(addresses.connectIds) : .clientsOn(addresses.connectIds))
                    return jsonResponse(Outcome(success: true, message: ""))
                }
            }
        }
        for (verb, allowed) in [("open", true), ("close", false)] {
            router.post("/api/pushSwitch/\(verb)") { [hub] _, _ in
                hub.handle(.pushesAllowed(allowed))
                return jsonResponse(Outcome(success: true, message: ""))
            }
        }
    }
}

/// The form SOFARegistry answers operations in.
private struct Outcome: Encodable {
    var success: Bool
    var message: String
}

/// Which clients: addresses of connections, `ip:port`.
private struct Clients: Decodable {
    var connectIds: [String]
}

/// Two kinds of registrations that can be looked at.
private enum DigestKind: String, CaseIterable {
    case pub
    case sub

    func entries(of snapshot: ServiceSnapshot?) -> [DigestEntry] {
        guard let snapshot else { return [] }
        switch self {
        case .pub:
            return snapshot.publishers.map {
                DigestEntry(
                    registId: $0.registrationID, appName: $0.application,
                    sourceAddress: $0.connection, version: $0.version, dataList: $0.data)
            }
        case .sub:
            return snapshot.subscribers.map {
                DigestEntry(
                    registId: $0.registrationID, appName: $0.application,
                    sourceAddress: $0.connection, version: $0.acknowledged, dataList: nil)
            }
        }
    }
}

private struct DigestEntry: Encodable {
    var registId: String
    var appName: String
    var sourceAddress: String
    var version: Int64
    var dataList: [String]?
}

private func plainText(_ text: String) -> Response {
    Response(
        status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
        body: .init(byteBuffer: ByteBuffer(string: text)))
}

private func badRequest(_ message: String) -> Response {
    refusalResponse(ErrorReply(code: "bad_request", message: message), status: .badRequest)
}
