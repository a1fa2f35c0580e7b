import Foundation
import HTTPClient
import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@testable import BookstoreService

@Suite struct `The shop's page` {
    static let chromium = [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    ]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test func `one document, allowed to run nothing but its own script`() async throws {
        try await Shop().serve { browser in
            let page = try await browser.send("GET", "/")
            #expect(page.status == 200)
            let policy = page.header("Content-Security-Policy") ?? ""
            #expect(policy.hasPrefix("default-src 'none'; script-src 'nonce-nonce'; style-src"))
            let text = String(decoding: page.body, as: UTF8.self)
            #expect(text.contains(#"<script nonce="nonce">"#))
            #expect(!text.contains("http://") && !text.contains("https://"))
        }
    }

    @Test(.enabled(if: chromium != nil, "chromium is not installed"))
    func `a browser shows the five books and the balance`() async throws {
        let chromium = try #require(Self.chromium)
        let shop = try Shop()
        try await shop.open("user0")
        try await shop.serve { browser in
            try await withScratchFolder("chromium") { folder in
                let page = try await Self.dump(
                    "http://127.0.0.1:\(browser.port)/?lang=zh", by: chromium, profile: folder.path)
                for word in Catalogue.entries.map(\.name) + [
                    "¥&nbsp;1,000,000.00", "可用余额", "user0", "¥&nbsp;99.00", "Josh Long",
                ] {
                    let isThere = page.contains(word)
                    #expect(isThere, "\(word)")
                }
            }
        }
    }

    @Test(.enabled(if: chromium != nil, "chromium is not installed"))
    func `a user orders on the page, and reads a refusal beside the book`() async throws {
        let chromium = try #require(Self.chromium)
        let shop = try Shop()
        try await shop.open("user0")
        let router = shop.routes().router()
        let fingers = """
            <script nonce="nonce">
            const press = (id, at) => setTimeout(() => find(id).click(), at);
            setTimeout(() => { find("count-00003").value = 9000;
              find("count-00003").oninput(); }, 900);
            press("order-00002", 1000); press("yes", 1500);
            press("order-00003", 2500); press("yes", 3000);
            press("order-00001", 4000); press("no", 4500);
            </script></body>
            """
        router.get("/driven") { _, _ in
            let page = BookstorePage(nonce: "nonce")
            var response = shop.routes().text(
                page.document.replacing("</body>", with: fingers), type: "text/html")
            response.headers[.contentSecurityPolicy] = page.policy
            return response
        }
        try await withHTTPServer(router) { port in
            try await withScratchFolder("chromium") { folder in
                let page = try await Self.dump(
                    "http://127.0.0.1:\(port)/driven?lang=en", by: chromium, profile: folder.path)
                for word in [
                    "Ordered 1 for ¥&nbsp;69.00.", "¥&nbsp;999,931.00",
                    "The balance is not enough.",
                ] {
                    let isThere = page.contains(word)
                    #expect(isThere, "\(word)")
                }
            }
        }
        #expect(try await shop.stock.evidence().orders == 1)
        try await shop.expectConservation("ordered on the page")
    }

    /// The document after its script has run.
    private static func dump(
        _ address: String, by chromium: String, profile: String
    ) async throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: chromium)
        process.arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--user-data-dir=\(profile)", "--virtual-time-budget=10000", "--dump-dom", address,
        ]
        let file = "\(profile)/page.html"
        try Data().write(to: URL(fileURLWithPath: file))
        process.standardOutput = FileHandle(forWritingAtPath: file)
        process.standardError = FileHandle.nullDevice
        return try await withDeadline("chromium", within: .seconds(60)) {
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<Void, any Error>) in
                process.terminationHandler = { _ in continuation.resume() }
                do { try process.run() } catch { continuation.resume(throwing: error) }
            }
            return try String(contentsOfFile: file, encoding: .utf8)
        }
    }
}
