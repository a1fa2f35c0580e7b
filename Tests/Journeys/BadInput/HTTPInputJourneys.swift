import Foundation
import HTTPClient
import TestSupport
import Testing
import Wire

/// Requests that are none, to every HTTP port and the control socket of a running workshop.
@Suite struct HTTPInputJourneys {
    /// What is sent, and the status and the code of the answer; no code where the head is no HTTP.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let request: [UInt8]
        let status: Int
        var code: String?

        init(_ what: String, _ request: [UInt8], _ status: Int, _ code: String? = nil) {
            testDescription = what
            self.request = request
            self.status = status
            self.code = code
        }

        init(_ what: String, body: [UInt8], _ status: Int, _ code: String) {
            let head =
                "POST /purchase HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + "Content-Length: \(body.count)\r\n\r\n"
            self.init(what, Array(head.utf8) + body, status, code)
        }
    }

    private static let cases: [Case] = [
        Case("no HTTP", Array("\u{1}\u{2}hello\r\n\r\n".utf8), 400),
        Case("a field of 200 KB", head(String(repeating: "a", count: 200_000)), 400),
        Case("5,000 fields", head(String(repeating: "a\r\nb: c", count: 5_000)), 400),
        Case(
            "a path of 200 KB",
            Array("GET /\(String(repeating: "p", count: 200_000)) HTTP/1.1\r\n\r\n".utf8), 400),
        Case(
            "a path that is none",
            Array("GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8),
            404, "unknown_path"),
        Case("a body of 200 KB", body: Array(repeating: 0x20, count: 200_000), 413, "too_large"),
        Case("half an object", body: Array(#"{"userName": "#.utf8), 400, "bad_request"),
        Case("nothing", body: [], 400, "bad_request"),
        Case(
            "30,000 arrays in each other", body: Array(repeating: 0x5B, count: 30_000), 400,
            "bad_request"),
        Case(
            "10,000 objects in each other",
            body: Array(String(repeating: #"{"a":"#, count: 10_000).utf8), 400, "bad_request"),
        Case(
            "wrong types", body: Array(#"{"userName":1,"productCode":[],"count":"x"}"#.utf8), 400,
            "bad_request"),
        Case(
            "a number out of range",
            body: Array(#"{"userName":"user0","productCode":"00001","count":1e400}"#.utf8), 400,
            "bad_request"),
        Case(
            "half a book",
            body: Array(#"{"userName":"user0","productCode":"00001","count":0.5}"#.utf8), 400,
            "invalid_count"),
        Case(
            "a name that is not UTF-8",
            body: Array(#"{"userName":""#.utf8) + [0xFF, 0xFE, 0x22, 0x7D],
            400, "bad_request"),
        Case(
            "a chunk without a length",
            Array(
                ("POST /purchase HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\nZZZ\r\n").utf8), 400, "bad_request"),
    ]

    private static func head(_ value: String) -> [UInt8] {
        Array("GET /books HTTP/1.1\r\nHost: 127.0.0.1\r\na: \(value)\r\n\r\n".utf8)
    }

    @Test func `what is no request is refused with a reason, and the servers go on`() async throws {
        try await Workshop.with("http") { workshop in
            try await workshop.up()
            let witnesses = [
                try await Witness("bookstore", in: workshop),
                try await Witness("registry", in: workshop),
            ]
            for wrong in Self.cases {
                let answer = try answer(
                    to: wrong.request, from: RawSocket(port: workshop.ports[2]))
                #expect(answer.status == wrong.status, "\(wrong.testDescription)")
                #expect(answer.code == wrong.code, "\(wrong.testDescription): \(answer.text)")
                _ = try self.answer(to: wrong.request, from: RawSocket(port: workshop.ports[1]))
            }
            try expectFloodsSurvived(ports: [workshop.ports[1], workshop.ports[2]])
            try await workshop.expectSale()
            for witness in witnesses {
                try await witness.expectUnharmed(in: workshop, mebibytes: 64)
            }
        }
    }

    @Test func `garbage on the control socket is refused, and the supervisor goes on`()
        async throws
    {
        var random = SeededRandom(seed: Seeds.next("garbage on the control socket"))
        try await Workshop.with("control") { workshop in
            try await workshop.up()
            let control = try await Control(of: workshop)
            let before = Witness.kibibytes(of: control.supervisor)
            for request in Self.nonsense {
                let bytes = Array("\(request)\r\nHost: x\r\nConnection: close\r\n\r\n".utf8)
                let answer = try answer(to: bytes, from: RawSocket(path: control.socket))
                #expect((400..<500).contains(answer.status), "\(request): \(answer.text)")
            }
            for _ in 0..<200 * Seeds.rounds {
                let socket = try #require(RawSocket(path: control.socket))
                let count = Int.random(in: 1...2_000, using: &random)
                socket.send((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
                socket.finish()
            }
            #expect(try await workshop.run("status").status == 0)
            let after = Witness.kibibytes(of: control.supervisor)
            print("supervisor: \(before / 1_024) MiB before, \(after / 1_024) MiB after")
            #expect(after - before <= 64 << 10)
            #expect(try await Control(of: workshop).supervisor == control.supervisor)
        }
    }

    private static let nonsense = [
        "GET /nowhere HTTP/1.1", "POST /components/bookstore/fly HTTP/1.1",
        "POST /components/..%2f..%2f/stop HTTP/1.1", "POST /components/%00/kill HTTP/1.1",
        "GET /snapshot?after=99999999999999999999 HTTP/1.1", "GET /logs?limit=-1 HTTP/1.1",
        "GET /snapshot?wait=1e9 HTTP/1.1", "BREW /down HTTP/1.1", "POST /down HTTP/9.9",
    ]

    private func answer(
        to request: [UInt8], from socket: RawSocket?
    ) throws -> (status: Int, code: String?, text: String) {
        let socket = try #require(socket)
        socket.send(request)
        let bytes = try #require(socket.readToEnd(), "no end of the answer")
        let text = String(decoding: bytes, as: UTF8.self)
        let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let body = text.range(of: "\r\n\r\n").map { Data(text[$0.upperBound...].utf8) } ?? Data()
        let reply = try? JSONDecoder().decode(ErrorReply.self, from: body)
        return (status, reply?.error.code, text)
    }

    /// Connections that say half a head and then nothing.
    private func expectFloodsSurvived(ports: [Int]) throws {
        let half = Array("POST /purchase HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le".utf8)
        for port in ports {
            let flood = (0..<200).compactMap { _ in RawSocket(port: port) }
            for socket in flood { socket.send(half) }
            let other = try answer(
                to: Array(
                    "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".utf8),
                from: RawSocket(port: port))
            #expect(other.status == 200, "\(other.text)")
            withExtendedLifetime(flood) {}
        }
    }
}
